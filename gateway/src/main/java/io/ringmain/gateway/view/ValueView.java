package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.core.unit.Conversion;
import io.ringmain.core.unit.EngineeringUnit;
import java.io.IOException;

/** A tag's current value. */
public final class ValueView {
    private ValueView() {}

    public static void write(JsonGenerator out, TagDefinition tag, TagValue value) throws IOException {
        out.writeStartObject();
        out.writeStringField("tag", tag.name());
        out.writeFieldName("value");
        writeValue(out, value);
        out.writeStringField("type", tag.type().label());
        out.writeNumberField("quality", quality(value.statusCode));
        out.writeStringField("qualityName", Quality.name(value.statusCode));
        out.writeBooleanField("overridden", value.isOverridden());
        Json.time(out, "sourceTime", value.sourceTimeNs);
        Json.time(out, "ingressTime", value.ingressTimeNs);
        out.writeNumberField("sequence", value.sequence);
        out.writeStringField("unit", tag.unit());
        if (!tag.displayUnit().isEmpty()) {
            writeDisplay(out, tag, value);
        }
        out.writeEndObject();
    }

    /** What operators are shown, computed from the engineering value and kept nowhere. */
    private static void writeDisplay(JsonGenerator out, TagDefinition tag, TagValue value) throws IOException {
        Conversion conversion = EngineeringUnit.parse(tag.unit()).to(EngineeringUnit.parse(tag.displayUnit()));
        boolean hasNumber = value.type != null && value.statusCode != Quality.BAD_WAITING_FOR_INITIAL_DATA;
        out.writeStringField("displayUnit", tag.displayUnit());
        Json.number(out, "displayValue", hasNumber ? conversion.apply(value.asDouble()) : Double.NaN);
    }

    /** The bare value; null while there has been none, and for numbers that are not finite. */
    public static void writeValue(JsonGenerator out, TagValue value) throws IOException {
        if (value.type == null || value.statusCode == Quality.BAD_WAITING_FOR_INITIAL_DATA) {
            out.writeNull();
            return;
        }
        switch (value.type) {
            case BOOL -> out.writeBoolean(value.asBoolean());
            case INT64 -> out.writeNumber(value.bits);
            case FLOAT64 -> Json.number(out, value.asDouble());
            case STRING -> out.writeUTF8String(value.text, 0, value.textLength);
            case INT64_ARRAY, FLOAT64_ARRAY -> {
                out.writeStartArray();
                for (int i = 0; i < value.elementCount; i++) {
                    if (value.type == TagType.INT64_ARRAY) {
                        out.writeNumber(value.element(i));
                    } else {
                        Json.number(out, value.elementAsDouble(i));
                    }
                }
                out.writeEndArray();
            }
        }
    }

    /** A value as {@link io.ringmain.core.spi.History} boxes it. */
    public static void writeBoxed(JsonGenerator out, Object value) throws IOException {
        if (value instanceof double[] reals) {
            out.writeStartArray();
            for (double real : reals) {
                Json.number(out, real);
            }
            out.writeEndArray();
        } else if (value instanceof long[] wholes) {
            out.writeArray(wholes, 0, wholes.length);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Double || value instanceof Float) {
            Json.number(out, ((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value.toString());
        }
    }

    /** The OPC UA status code as the unsigned number it is. */
    public static long quality(int statusCode) {
        return Integer.toUnsignedLong(statusCode);
    }
}
