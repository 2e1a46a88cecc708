package io.ringmain.connectors.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ringmain.connectors.WallClock;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Values as payloads. Stateless. */
final class PayloadWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private PayloadWriter() {}

    /** {@code {"tag":..,"value":..,"quality":"Good","statusCode":0,"sourceTime":"..","ingressTime":".."}}. */
    static byte[] document(String tag, TagValue value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(200);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("tag", tag);
            json.writeFieldName("value");
            write(json, value);
            json.writeStringField("quality", Quality.name(value.statusCode));
            json.writeNumberField("statusCode", Integer.toUnsignedLong(value.statusCode));
            if (value.sourceTimeNs != 0) {
                json.writeStringField("sourceTime", Timestamps.print(value.sourceTimeNs));
            }
            if (value.ingressTimeNs != 0) {
                json.writeStringField("ingressTime", Timestamps.print(value.ingressTimeNs));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** The value alone; empty when there is none. */
    static byte[] plain(TagValue value) {
        if (!hasValue(value)) {
            return new byte[0];
        }
        return value.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasValue(TagValue value) {
        return value.type != null && value.statusCode != Quality.BAD_WAITING_FOR_INITIAL_DATA;
    }

    private static void write(JsonGenerator json, TagValue value) throws IOException {
        if (!hasValue(value)) {
            json.writeNull();
            return;
        }
        switch (value.type) {
            case BOOL -> json.writeBoolean(value.asBoolean());
            case INT64 -> json.writeNumber(value.bits);
            case FLOAT64 -> number(json, value.asDouble());
            case STRING -> json.writeString(value.asString());
            case INT64_ARRAY, FLOAT64_ARRAY -> {
                json.writeStartArray();
                for (int i = 0; i < value.elementCount; i++) {
                    if (value.type == TagType.INT64_ARRAY) {
                        json.writeNumber(value.element(i));
                    } else {
                        number(json, value.elementAsDouble(i));
                    }
                }
                json.writeEndArray();
            }
        }
    }

    private static void number(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    /** A write's payload: the template with value, JSON value, tag and time put in, each place once over. */
    static byte[] of(String template, String tag, DeviceWrite write) {
        StringBuilder text = new StringBuilder(template.length() + 32);
        int at = 0;
        while (at < template.length()) {
            String place = place(template, at);
            if (place == null) {
                text.append(template.charAt(at++));
            } else {
                text.append(
                        switch (place) {
                            case "{value}" -> String.valueOf(write.value());
                            case "{json}" -> json(write);
                            case "{tag}" -> tag;
                            default -> Timestamps.print(WallClock.nowNs());
                        });
                at += place.length();
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String place(String template, int at) {
        for (String place : new String[] {"{value}", "{json}", "{tag}", "{time}"}) {
            if (template.startsWith(place, at)) {
                return place;
            }
        }
        return null;
    }

    private static String json(DeviceWrite write) {
        if (write.type() == TagType.STRING) {
            return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(write.text())) + '"';
        }
        if (write.type() == TagType.FLOAT64 && !Double.isFinite(write.asDouble())) {
            return "null";
        }
        return String.valueOf(write.value());
    }
}
