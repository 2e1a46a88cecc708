package io.ringmain.gateway.config;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a tag says about its values: {@code scaling}, {@code rounded}, {@code filters}, {@code stale}, {@code deadband}. */
final class ConditioningSection {
    static final List<String> SCALING_KEYS =
            List.of("factor", "offset", "raw", "engineering", "points", "outside", "raw-type");
    static final Map<String, Scaling.Outside> OUTSIDE = new LinkedHashMap<>();
    static final Map<String, TagType> RAW_TYPES = new LinkedHashMap<>();
    /** The keys of each kind of filter beside {@code kind}. */
    static final Map<String, List<String>> FILTERS = new LinkedHashMap<>();

    static final List<String> FILTER_KEYS;
    static final Map<String, Filter.Outlier.Method> METHODS = new LinkedHashMap<>();
    static final Map<String, Boolean> SHOWN = new LinkedHashMap<>();
    static final Map<String, Boolean> QUALITIES = new LinkedHashMap<>();

    private static final String NEEDS_SOURCE = "scaling and filters are for values of a source; this tag has none";
    private static final int WINDOW = 9;
    private static final double THRESHOLD = 3;

    static {
        OUTSIDE.put("extrapolate", Scaling.Outside.EXTRAPOLATE);
        OUTSIDE.put("clamp", Scaling.Outside.CLAMP);
        OUTSIDE.put("bad", Scaling.Outside.BAD);
        RAW_TYPES.put("int64", TagType.INT64);
        RAW_TYPES.put("float64", TagType.FLOAT64);
        FILTERS.put("exponential", List.of("time-constant"));
        FILTERS.put("kalman", List.of("process-noise", "measurement-noise"));
        FILTERS.put("outlier", List.of("method", "window", "threshold", "minimum", "shown"));
        FILTERS.put("out-of-range", List.of("range", "quality"));
        FILTERS.put("frozen", List.of("epsilon", "time"));
        METHODS.put("hampel", Filter.Outlier.Method.HAMPEL);
        METHODS.put("z-score", Filter.Outlier.Method.Z_SCORE);
        SHOWN.put("last-good", true);
        SHOWN.put("outlier", false);
        QUALITIES.put("uncertain", false);
        QUALITIES.put("bad", true);
        List<String> keys = new ArrayList<>(List.of("kind"));
        FILTERS.values().forEach(keys::addAll);
        FILTER_KEYS = List.copyOf(keys);
    }

    private ConditioningSection() {}

    static Conditioning read(Block tag) {
        return new Conditioning(
                tag.has("scaling") && !tag.isBroken("scaling") ? scaling(tag) : Scaling.NONE,
                tag.flag("rounded", false),
                filters(tag),
                tag.durationNs("stale", 0));
    }

    /** Values of tags without a source are set, not measured, and nothing is done to them. */
    static boolean lacksSource(TagDefinition tag) {
        return tag.source() == null
                && (!tag.conditioning().scaling().equals(Scaling.NONE)
                        || !tag.conditioning().filters().isEmpty());
    }

    /** Reports what of that was written. */
    static void requireSource(Block block, TagDefinition tag) {
        if (!lacksSource(tag) || block.isBroken("source")) {
            return;
        }
        for (String key : List.of("scaling", "filters")) {
            if (block.has(key) && !block.isBroken(key)) {
                block.report(key, NEEDS_SOURCE);
            }
        }
    }

    /** A number in the tag's unit, or a percentage of its range. */
    static Deadband deadband(Block tag) {
        String text = tag.has("deadband") && !tag.isBroken("deadband") && tag.isScalar("deadband")
                ? tag.text("deadband", "")
                : "";
        if (!text.endsWith("%")) {
            return Deadband.absolute(tag.number("deadband", 0));
        }
        Double percent = tag.percent("deadband");
        return percent == null ? Deadband.NONE : Deadband.percent(percent);
    }

    private static Scaling scaling(Block tag) {
        Block block = tag.child("scaling", SCALING_KEYS);
        if (!block.isUsable()) {
            return Scaling.NONE;
        }
        TagType rawType = block.choice("raw-type", RAW_TYPES, TagType.FLOAT64);
        Scaling.Outside outside = block.choice("outside", OUTSIDE, Scaling.Outside.EXTRAPOLATE);
        boolean isLine = block.has("raw") || block.has("engineering");
        boolean isFactor = block.has("factor") || block.has("offset");
        int ways = (isLine ? 1 : 0) + (isFactor ? 1 : 0) + (block.has("points") ? 1 : 0);
        if (ways != 1) {
            tag.report("scaling", "must be either factor and offset, or raw and engineering, or points");
            return Scaling.NONE;
        }
        if (isFactor) {
            Scaling factor = Scaling.factor(block.requiredNumber("factor"), block.number("offset", 0));
            return isBroken(tag, block) ? Scaling.NONE : factor.outside(outside).raw(rawType);
        }
        List<double[]> points = isLine ? ends(block) : block.pairs("points");
        Scaling.Point[] curve =
                points.stream().map(pair -> new Scaling.Point(pair[0], pair[1])).toArray(Scaling.Point[]::new);
        return isBroken(tag, block)
                ? Scaling.NONE
                : Scaling.piecewise(curve).outside(outside).raw(rawType);
    }

    private static boolean isBroken(Block tag, Block scaling) {
        return tag.isBroken("scaling") || SCALING_KEYS.stream().anyMatch(scaling::isBroken);
    }

    private static List<double[]> ends(Block block) {
        for (String key : List.of("raw", "engineering")) {
            if (!block.has(key)) {
                block.report(key, "is missing, must be two numbers, [low, high]");
            }
        }
        double[] raw = block.range("raw");
        double[] engineering = block.range("engineering");
        return List.of(new double[] {raw[0], engineering[0]}, new double[] {raw[1], engineering[1]});
    }

    private static List<Filter> filters(Block tag) {
        List<Filter> filters = new ArrayList<>();
        for (Block block : tag.blocks("filters", FILTER_KEYS)) {
            Filter filter = filter(block);
            if (filter != null) {
                filters.add(filter);
            }
        }
        return filters;
    }

    /** Null when what was written was reported. */
    private static Filter filter(Block block) {
        Map<String, String> kinds = new LinkedHashMap<>();
        FILTERS.keySet().forEach(kind -> kinds.put(kind, kind));
        String kind = block.requiredChoice("kind", kinds, "");
        if (block.isBroken("kind") || kind.isEmpty()) {
            return null;
        }
        List<String> known = FILTERS.get(kind);
        for (String key : block.keys()) {
            if (!key.equals("kind") && !known.contains(key)) {
                block.report(key, "is not for " + kind + ", which takes " + String.join(", ", known));
            }
        }
        Filter filter = switch (kind) {
            case "exponential" -> new Filter.Exponential(block.requiredDurationNs("time-constant"));
            case "kalman" ->
                new Filter.Kalman(block.requiredNumber("process-noise"), block.requiredNumber("measurement-noise"));
            case "outlier" ->
                new Filter.Outlier(
                        block.choice("method", METHODS, Filter.Outlier.Method.HAMPEL),
                        block.whole("window", WINDOW, Filter.Outlier.MIN_WINDOW, Filter.Outlier.MAX_WINDOW),
                        block.number("threshold", THRESHOLD),
                        block.number("minimum", 0),
                        block.choice("shown", SHOWN, false));
            case "out-of-range" -> {
                double[] range = block.range("range");
                yield new Filter.OutOfRange(range[0], range[1], block.choice("quality", QUALITIES, false));
            }
            default -> new Filter.Frozen(block.number("epsilon", 0), block.requiredDurationNs("time"));
        };
        return FILTER_KEYS.stream().anyMatch(block::isBroken) ? null : filter;
    }
}
