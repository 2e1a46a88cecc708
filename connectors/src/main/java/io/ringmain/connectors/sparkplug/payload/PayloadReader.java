package io.ringmain.connectors.sparkplug.payload;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads payloads of strangers. Stateless. */
public final class PayloadReader {
    private static final int MOST_PROPERTIES = 1_000;

    private PayloadReader() {}

    /**
     * @param mostMetrics more of them are refused before they are made
     * @throws PayloadException when the bytes are none
     */
    public static Payload read(byte[] bytes, int mostMetrics) throws PayloadException {
        try {
            return payload(CodedInputStream.newInstance(bytes), mostMetrics);
        } catch (PayloadException e) {
            throw e;
        } catch (IOException e) {
            throw new PayloadException(e.getMessage());
        }
    }

    private static Payload payload(CodedInputStream in, int mostMetrics) throws IOException {
        long timestampMs = Metric.NONE;
        long seq = Metric.NONE;
        List<Metric> metrics = new ArrayList<>();
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> {
                    require(tag, WireFormat.WIRETYPE_VARINT);
                    timestampMs = in.readUInt64();
                }
                case 2 -> {
                    require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                    if (metrics.size() >= mostMetrics) {
                        throw new PayloadException("more than " + mostMetrics + " metrics");
                    }
                    metrics.add(metric(in));
                }
                case 3 -> {
                    require(tag, WireFormat.WIRETYPE_VARINT);
                    seq = in.readUInt64();
                }
                default -> skip(in, tag);
            }
        }
        return new Payload(timestampMs, seq, metrics);
    }

    private static Metric metric(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readUInt32());
        Metric metric = new Metric();
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> {
                    require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                    metric.name = in.readStringRequireUtf8();
                }
                case 2, 3, 4, 5, 7 -> number(in, tag, metric);
                case 9 -> {
                    require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                    properties(in, metric);
                }
                case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> value(in, tag, metric);
                default -> skip(in, tag);
            }
        }
        in.popLimit(outer);
        return metric;
    }

    private static void number(CodedInputStream in, int tag, Metric metric) throws IOException {
        require(tag, WireFormat.WIRETYPE_VARINT);
        long number = in.readUInt64();
        switch (WireFormat.getTagFieldNumber(tag)) {
            case 2 -> metric.alias = number;
            case 3 -> metric.timestampMs = number;
            case 4 -> metric.type = DataType.ofCode((int) Math.min(number & Long.MAX_VALUE, Integer.MAX_VALUE));
            case 5 -> metric.isHistorical = number != 0;
            default -> metric.isNull = number != 0;
        }
    }

    private static void value(CodedInputStream in, int tag, Metric metric) throws IOException {
        switch (WireFormat.getTagFieldNumber(tag)) {
            case 10 -> {
                require(tag, WireFormat.WIRETYPE_VARINT);
                metric.wire = Metric.Wire.INT;
                metric.bits = in.readUInt64() & 0xFFFF_FFFFL;
            }
            case 11 -> {
                require(tag, WireFormat.WIRETYPE_VARINT);
                metric.wire = Metric.Wire.LONG;
                metric.bits = in.readUInt64();
            }
            case 12 -> {
                require(tag, WireFormat.WIRETYPE_FIXED32);
                metric.wire = Metric.Wire.REAL;
                metric.real = in.readFloat();
            }
            case 13 -> {
                require(tag, WireFormat.WIRETYPE_FIXED64);
                metric.wire = Metric.Wire.REAL;
                metric.real = in.readDouble();
            }
            case 14 -> {
                require(tag, WireFormat.WIRETYPE_VARINT);
                metric.wire = Metric.Wire.FLAG;
                metric.bits = in.readUInt64() == 0 ? 0 : 1;
            }
            case 15 -> {
                require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                metric.wire = Metric.Wire.TEXT;
                metric.text = in.readStringRequireUtf8();
            }
            case 16 -> {
                require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                metric.wire = Metric.Wire.BYTES;
                metric.bytes = in.readByteArray();
            }
            default -> {
                skip(in, tag);
                metric.wire = Metric.Wire.OTHER;
            }
        }
    }

    private static void properties(CodedInputStream in, Metric metric) throws IOException {
        int outer = in.pushLimit(in.readUInt32());
        List<String> keys = new ArrayList<>();
        List<Metric> values = new ArrayList<>();
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            if (keys.size() + values.size() > MOST_PROPERTIES) {
                throw new PayloadException("too many properties");
            }
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                keys.add(in.readStringRequireUtf8());
            } else if (WireFormat.getTagFieldNumber(tag) == 2) {
                require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                values.add(property(in));
            } else {
                skip(in, tag);
            }
        }
        in.popLimit(outer);
        if (keys.size() != values.size()) {
            throw new PayloadException(keys.size() + " names of properties and " + values.size() + " values");
        }
        for (int i = 0; i < keys.size(); i++) {
            note(keys.get(i), values.get(i), metric);
        }
    }

    /** The values of properties have the same form as those of metrics, under other numbers. */
    private static Metric property(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readUInt32());
        Metric value = new Metric();
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            int field = WireFormat.getTagFieldNumber(tag);
            if (field >= 3 && field <= 8) {
                value(in, (field + 7) << 3 | WireFormat.getTagWireType(tag), value);
            } else {
                skip(in, tag);
            }
        }
        in.popLimit(outer);
        return value;
    }

    private static void note(String key, Metric value, Metric metric) {
        boolean isWhole = value.wire == Metric.Wire.INT || value.wire == Metric.Wire.LONG;
        switch (key) {
            case "Quality", "quality" -> metric.quality = isWhole ? value.bits : Metric.NONE;
            case "engUnit" -> metric.unit = value.wire == Metric.Wire.TEXT ? value.text : "";
            case "engLow" -> metric.low = value.wire == Metric.Wire.REAL ? value.real : Double.NaN;
            case "engHigh" -> metric.high = value.wire == Metric.Wire.REAL ? value.real : Double.NaN;
            default -> {
                // nobody asks for it
            }
        }
    }

    /** Passes a field over that is of no interest here. */
    private static void skip(CodedInputStream in, int tag) throws IOException {
        int wire = WireFormat.getTagWireType(tag);
        if (wire == WireFormat.WIRETYPE_START_GROUP || wire == WireFormat.WIRETYPE_END_GROUP) {
            // the schema has none, and they could be nested without end
            throw new PayloadException("a field of wire type " + wire);
        }
        in.skipField(tag);
    }

    /** @throws PayloadException when a field is not of the wire type that it has by the schema */
    private static void require(int tag, int wire) throws PayloadException {
        if (WireFormat.getTagWireType(tag) != wire) {
            throw new PayloadException("field " + WireFormat.getTagFieldNumber(tag) + " is of wire type "
                    + WireFormat.getTagWireType(tag) + ", not " + wire);
        }
    }
}
