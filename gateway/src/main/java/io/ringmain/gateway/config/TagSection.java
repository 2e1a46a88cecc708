package io.ringmain.gateway.config;

import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One element of {@code tags}. */
final class TagSection {
    static final List<String> KEYS = List.of(
            "name",
            "type",
            "length",
            "unit",
            "display-unit",
            "description",
            "range",
            "area",
            "manufacturer",
            "segment",
            "position",
            "writable",
            "signature",
            "deadband",
            "scaling",
            "rounded",
            "filters",
            "stale",
            "history",
            "expression",
            "tick",
            "source");
    static final List<String> SOURCE_KEYS = List.of("connector", "address", "mode", "interval", "options");
    static final Map<String, TagType> TYPES = new LinkedHashMap<>();
    static final Map<String, TagSource.Mode> MODES = new LinkedHashMap<>();

    private static final long MILLISECOND = 1_000_000L;
    private static final long DAY_NS = 86_400_000 * MILLISECOND;
    private static final long DEFAULT_INTERVAL_NS = 1000 * MILLISECOND;

    static {
        for (TagType type : TagType.values()) {
            TYPES.put(type.label(), type);
        }
        MODES.put("subscribe", TagSource.Mode.SUBSCRIBE);
        MODES.put("poll", TagSource.Mode.POLL);
    }

    private TagSection() {}

    static TagDefinition read(Block block) {
        double[] range = block.range("range");
        return TagDefinition.builder(block.requiredText("name"), block.requiredChoice("type", TYPES, TagType.FLOAT64))
                .length(block.whole("length", 1, 1, TagValue.MAX_ELEMENTS))
                .unit(block.text("unit", ""))
                .displayUnit(block.text("display-unit", ""))
                .description(block.text("description", ""))
                .range(range[0], range[1])
                .deadband(ConditioningSection.deadband(block))
                .conditioning(ConditioningSection.read(block))
                .source(block.has("source") && !block.isBroken("source") ? source(block) : null)
                .derivation(derivation(block))
                .writable(block.flag("writable", false))
                .signatureRequired(SignatureKey.isRequired(block))
                .metadata(metadata(block))
                .recording(RecordingSection.read(block))
                .build();
    }

    private static Derivation derivation(Block block) {
        String expression = block.text("expression", "").strip();
        if (block.has("expression") && !block.isBroken("expression") && expression.isEmpty()) {
            block.report("expression", "is empty; leave it out for a tag that is not derived");
        }
        if (block.has("tick") && expression.isEmpty()) {
            block.report("tick", "is for derived tags, which have an expression");
        }
        long tickNs = block.durationNs("tick", Derivation.DEFAULT_TICK_NS, MILLISECOND, DAY_NS);
        return expression.isEmpty() ? Derivation.NONE : new Derivation(expression, tickNs);
    }

    private static SiteMetadata metadata(Block block) {
        return new SiteMetadata(
                block.text("area", ""),
                block.text("manufacturer", ""),
                block.text("segment", ""),
                block.positionM("position"));
    }

    private static TagSource source(Block tag) {
        Block block = tag.child("source", SOURCE_KEYS);
        String connector = block.requiredText("connector");
        String address = block.requiredText("address");
        TagSource.Mode mode = block.choice("mode", MODES, TagSource.Mode.SUBSCRIBE);
        long intervalNs = block.durationNs("interval", DEFAULT_INTERVAL_NS, MILLISECOND, DAY_NS);
        if (intervalNs % MILLISECOND != 0) {
            block.report("interval", "must be whole milliseconds");
        }
        Map<String, String> options = options(block);
        return connector.isEmpty()
                ? null
                : new TagSource(connector, address, mode, (int) (intervalNs / MILLISECOND), options);
    }

    /** What the connector's provider checks. */
    private static Map<String, String> options(Block source) {
        if (!source.has("options") || source.isBroken("options")) {
            return Map.of();
        }
        Block block = source.child("options", List.of());
        Map<String, String> options = new TreeMap<>();
        block.keys().forEach(key -> options.put(key, block.text(key, "")));
        return options;
    }
}
