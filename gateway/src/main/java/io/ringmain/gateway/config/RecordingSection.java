package io.ringmain.gateway.config;

import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a tag says about its history: {@code true}, {@code false}, or a mapping with a mode. */
final class RecordingSection {
    /** The keys of each mode beside {@code mode} and {@code interpolation}. */
    static final Map<String, List<String>> MODES = new LinkedHashMap<>();

    static final Map<String, Recording.Interpolation> INTERPOLATIONS = new LinkedHashMap<>();
    static final List<String> KEYS =
            List.of("mode", "deadband", "min-interval", "interval", "deviation", "max-interval", "interpolation");

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final long SHORTEST_NS = 10_000_000L;
    private static final long MAX_INTERVAL_NS = 600 * SECOND_NS;

    static {
        MODES.put("on-change", List.of("deadband", "min-interval"));
        MODES.put("periodic", List.of("interval"));
        MODES.put("compressed", List.of("deviation", "max-interval"));
        MODES.put("none", List.of());
        INTERPOLATIONS.put("stepped", Recording.Interpolation.STEPPED);
        INTERPOLATIONS.put("sloped", Recording.Interpolation.SLOPED);
    }

    private RecordingSection() {}

    static Recording read(Block tag) {
        if (!tag.has("history") || tag.isScalar("history") || tag.isBroken("history")) {
            return tag.flag("history", true) ? Recording.EVERY : Recording.NONE;
        }
        Block block = tag.child("history", KEYS);
        if (!block.isUsable()) {
            return Recording.EVERY;
        }
        Map<String, String> modes = new LinkedHashMap<>();
        MODES.keySet().forEach(mode -> modes.put(mode, mode));
        String mode = block.choice("mode", modes, "on-change");
        if (block.isBroken("mode")) {
            return Recording.EVERY;
        }
        for (String key : block.keys()) {
            if (!key.equals("mode")
                    && !key.equals("interpolation")
                    && !MODES.get(mode).contains(key)) {
                block.report(
                        key,
                        "is not for " + mode + ", which takes "
                                + String.join(", ", MODES.get(mode))
                                + (MODES.get(mode).isEmpty() ? "" : ", ") + "interpolation");
            }
        }
        Recording recording = switch (mode) {
            case "on-change" ->
                Recording.onChange(width(block, "deadband"), block.durationNs("min-interval", 0, 0, DAY_NS));
            case "periodic" -> Recording.periodic(interval(block));
            case "compressed" -> {
                if (!block.has("deviation")) {
                    block.report("deviation", "is missing, must be a number, or a percentage such as 0.5%");
                }
                yield Recording.compressed(
                        width(block, "deviation"),
                        block.durationNs("max-interval", MAX_INTERVAL_NS, SECOND_NS, DAY_NS));
            }
            default -> Recording.NONE;
        };
        return recording.with(block.choice("interpolation", INTERPOLATIONS, Recording.Interpolation.BY_TYPE));
    }

    private static long interval(Block block) {
        if (!block.has("interval")) {
            block.report("interval", "is missing, " + Quantity.DURATIONS);
        }
        return block.durationNs("interval", SECOND_NS, SHORTEST_NS, DAY_NS);
    }

    /** A number in the tag's unit, or a percentage of its range. */
    private static Deadband width(Block block, String key) {
        boolean isText = block.has(key) && !block.isBroken(key) && block.isScalar(key);
        if (!isText || !block.text(key, "").endsWith("%")) {
            return Deadband.absolute(block.number(key, 0));
        }
        Double percent = block.percent(key);
        return percent == null ? Deadband.NONE : Deadband.percent(percent);
    }
}
