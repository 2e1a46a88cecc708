package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.unit.Conversion;
import io.ringmain.core.unit.EngineeringUnit;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** A tag's definition. */
public final class TagView {
    private static final double NS_PER_MS = 1e6;

    private TagView() {}

    public static void write(JsonGenerator out, TagDefinition tag) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", tag.name());
        out.writeStringField("type", tag.type().label());
        if (tag.type().isArray()) {
            out.writeNumberField("length", tag.length());
        }
        out.writeStringField("unit", tag.unit());
        if (!tag.displayUnit().isEmpty()) {
            out.writeStringField("displayUnit", tag.displayUnit());
            Conversion shown = EngineeringUnit.parse(tag.unit()).to(EngineeringUnit.parse(tag.displayUnit()));
            out.writeNumberField("displayFactor", shown.factor());
            out.writeNumberField("displayOffset", shown.offset());
        }
        out.writeStringField("description", tag.description());
        signature(out, tag.isSignatureRequired());
        out.writeStringField("area", tag.area());
        out.writeStringField("manufacturer", tag.metadata().manufacturer());
        out.writeStringField("segment", tag.metadata().segment());
        Json.number(out, "position", tag.metadata().positionM());
        Json.number(out, "rangeLow", tag.rangeLow());
        Json.number(out, "rangeHigh", tag.rangeHigh());
        Json.number(out, "deadband", tag.deadband().widthOver(tag.rangeLow(), tag.rangeHigh()));
        if (tag.derivation().isDerived()) {
            out.writeStringField("expression", tag.derivation().expression());
        }
        out.writeBooleanField("writable", tag.isWritable());
        out.writeBooleanField("history", tag.history());
        writeRecording(out, tag);
        out.writeFieldName("source");
        writeSource(out, tag.source());
        out.writeEndObject();
    }

    /** What is not every applied update; widths in the tag's unit. */
    private static void writeRecording(JsonGenerator out, TagDefinition tag) throws IOException {
        Recording recording = tag.recording();
        out.writeBooleanField("sloped", tag.isSloped());
        if (recording.isNone() || recording.isEvery()) {
            return;
        }
        double width = recording.width().widthOver(tag.rangeLow(), tag.rangeHigh());
        out.writeObjectFieldStart("recording");
        out.writeStringField(
                "mode", recording.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        switch (recording.mode()) {
            case PERIODIC -> out.writeNumberField("intervalMs", recording.intervalNs() / NS_PER_MS);
            case COMPRESSED -> {
                Json.number(out, "deviation", width);
                out.writeNumberField("maxIntervalMs", recording.maxIntervalNs() / NS_PER_MS);
            }
            default -> {
                Json.number(out, "deadband", width);
                out.writeNumberField("minIntervalMs", recording.intervalNs() / NS_PER_MS);
            }
        }
        out.writeEndObject();
    }

    private static void writeSource(JsonGenerator out, TagSource source) throws IOException {
        if (source == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        out.writeStringField("connector", source.connector());
        out.writeStringField("address", source.address());
        out.writeStringField("mode", source.mode().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("intervalMs", source.intervalMs());
        if (!source.options().isEmpty()) {
            out.writeObjectFieldStart("options");
            for (Map.Entry<String, String> option : source.options().entrySet()) {
                out.writeStringField(option.getKey(), option.getValue());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** Whether commands have to be signed, as the site file says it. */
    static void signature(JsonGenerator out, boolean isRequired) throws IOException {
        out.writeStringField("signature", isRequired ? "required" : "none");
    }
}
