package io.ringmain.gateway.browse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.core.unit.EngineeringUnit;
import io.ringmain.core.unit.UnknownUnitException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The definition of a tag as a node of a device suggests it, with the keys of the site file.
 *
 * @param node what the device says of it; has a tag type
 */
public record FoundTag(String name, BrowsedNode node) {

    /** How a tag is bound to its node. */
    public record Binding(String connector, String mode, String interval) {}

    /** The keys with their values: String, Boolean, Integer, a pair of numbers, or a map of them. */
    public Map<String, Object> keys(Binding binding) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", name);
        keys.put("type", node.type().label());
        if (node.type().isArray()) {
            keys.put("length", TagValue.MAX_ELEMENTS); // a device says it seldom, and all of them fit
        }
        String unit = isNumber() && isUnit(node.unit()) ? node.unit() : "";
        if (!unit.isEmpty()) {
            keys.put("unit", unit);
        }
        String foreign = node.unit().isEmpty() || !unit.isEmpty() ? "" : "[" + node.unit() + "]";
        String description = (node.description().strip() + " " + foreign).strip();
        if (!description.isEmpty()) {
            keys.put("description", description);
        }
        if (isNumber() && Double.isFinite(node.low()) && Double.isFinite(node.high()) && node.low() < node.high()) {
            keys.put("range", new double[] {node.low(), node.high()});
        }
        if (node.isWritable()) {
            keys.put("writable", true);
        }
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("connector", binding.connector());
        source.put("address", node.address());
        if (!binding.mode().isEmpty()) {
            source.put("mode", binding.mode());
        }
        if (!binding.interval().isEmpty()) {
            source.put("interval", binding.interval());
        }
        keys.put("source", source);
        return keys;
    }

    private boolean isNumber() {
        return node.type() == TagType.FLOAT64 || node.type() == TagType.INT64;
    }

    private static boolean isUnit(String symbol) {
        if (symbol.isEmpty()) {
            return false;
        }
        try {
            EngineeringUnit.parse(symbol);
            return true;
        } catch (UnknownUnitException e) {
            return false;
        }
    }

    /** Writes the definition as JSON. */
    public void write(JsonGenerator out, Binding binding) throws IOException {
        write(out, keys(binding));
    }

    private static void write(JsonGenerator out, Map<?, ?> keys) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> each : keys.entrySet()) {
            out.writeFieldName((String) each.getKey());
            if (each.getValue() instanceof Map<?, ?> below) {
                write(out, below);
            } else if (each.getValue() instanceof double[] pair) {
                out.writeArray(pair, 0, pair.length);
            } else if (each.getValue() instanceof Boolean flag) {
                out.writeBoolean(flag);
            } else if (each.getValue() instanceof Integer number) {
                out.writeNumber(number);
            } else {
                out.writeString((String) each.getValue());
            }
        }
        out.writeEndObject();
    }
}
