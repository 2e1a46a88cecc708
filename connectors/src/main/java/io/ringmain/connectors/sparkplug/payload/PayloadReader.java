package io.ringmain.connectors.sparkplug.payload;

import static io.ringmain.connectors.sparkplug.payload.ProtoInput.DELIMITED;
import static io.ringmain.connectors.sparkplug.payload.ProtoInput.FIXED32;
import static io.ringmain.connectors.sparkplug.payload.ProtoInput.FIXED64;
import static io.ringmain.connectors.sparkplug.payload.ProtoInput.VARINT;

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
        ProtoInput in = new ProtoInput(bytes, 0, bytes.length);
        long timestampMs = Metric.NONE;
        long seq = Metric.NONE;
        List<Metric> metrics = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (ProtoInput.field(tag)) {
                case 1 -> {
                    ProtoInput.require(tag, VARINT);
                    timestampMs = in.varint();
                }
                case 2 -> {
                    ProtoInput.require(tag, DELIMITED);
                    if (metrics.size() >= mostMetrics) {
                        throw new PayloadException("more than " + mostMetrics + " metrics");
                    }
                    metrics.add(metric(in.message()));
                }
                case 3 -> {
                    ProtoInput.require(tag, VARINT);
                    seq = in.varint();
                }
                default -> in.skip(tag);
            }
        }
        return new Payload(timestampMs, seq, metrics);
    }

    private static Metric metric(ProtoInput in) throws PayloadException {
        Metric metric = new Metric();
        while (in.hasMore()) {
            int tag = in.tag();
            switch (ProtoInput.field(tag)) {
                case 1 -> {
                    ProtoInput.require(tag, DELIMITED);
                    metric.name = in.text();
                }
                case 2, 3, 4, 5, 7 -> number(in, tag, metric);
                case 9 -> {
                    ProtoInput.require(tag, DELIMITED);
                    properties(in.message(), metric);
                }
                case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> value(in, tag, metric);
                default -> in.skip(tag);
            }
        }
        return metric;
    }

    private static void number(ProtoInput in, int tag, Metric metric) throws PayloadException {
        ProtoInput.require(tag, VARINT);
        long number = in.varint();
        switch (ProtoInput.field(tag)) {
            case 2 -> metric.alias = number;
            case 3 -> metric.timestampMs = number;
            case 4 -> metric.type = DataType.ofCode((int) Math.min(number & Long.MAX_VALUE, Integer.MAX_VALUE));
            case 5 -> metric.isHistorical = number != 0;
            default -> metric.isNull = number != 0;
        }
    }

    private static void value(ProtoInput in, int tag, Metric metric) throws PayloadException {
        switch (ProtoInput.field(tag)) {
            case 10 -> {
                ProtoInput.require(tag, VARINT);
                metric.wire = Metric.Wire.INT;
                metric.bits = in.varint() & 0xFFFF_FFFFL;
            }
            case 11 -> {
                ProtoInput.require(tag, VARINT);
                metric.wire = Metric.Wire.LONG;
                metric.bits = in.varint();
            }
            case 12 -> {
                ProtoInput.require(tag, FIXED32);
                metric.wire = Metric.Wire.REAL;
                metric.real = Float.intBitsToFloat(in.fixed32());
            }
            case 13 -> {
                ProtoInput.require(tag, FIXED64);
                metric.wire = Metric.Wire.REAL;
                metric.real = Double.longBitsToDouble(in.fixed64());
            }
            case 14 -> {
                ProtoInput.require(tag, VARINT);
                metric.wire = Metric.Wire.FLAG;
                metric.bits = in.varint() == 0 ? 0 : 1;
            }
            case 15 -> {
                ProtoInput.require(tag, DELIMITED);
                metric.wire = Metric.Wire.TEXT;
                metric.text = in.text();
            }
            case 16 -> {
                ProtoInput.require(tag, DELIMITED);
                metric.wire = Metric.Wire.BYTES;
                metric.bytes = in.bytes();
            }
            default -> {
                in.skip(tag);
                metric.wire = Metric.Wire.OTHER;
            }
        }
    }

    private static void properties(ProtoInput in, Metric metric) throws PayloadException {
        List<String> keys = new ArrayList<>();
        List<Metric> values = new ArrayList<>();
        while (in.hasMore()) {
            int tag = in.tag();
            if (keys.size() + values.size() > MOST_PROPERTIES) {
                throw new PayloadException("too many properties");
            }
            if (ProtoInput.field(tag) == 1) {
                ProtoInput.require(tag, DELIMITED);
                keys.add(in.text());
            } else if (ProtoInput.field(tag) == 2) {
                ProtoInput.require(tag, DELIMITED);
                values.add(property(in.message()));
            } else {
                in.skip(tag);
            }
        }
        if (keys.size() != values.size()) {
            throw new PayloadException(keys.size() + " names of properties and " + values.size() + " values");
        }
        for (int i = 0; i < keys.size(); i++) {
            note(keys.get(i), values.get(i), metric);
        }
    }

    /** The values of properties have the same form as those of metrics, under other numbers. */
    private static Metric property(ProtoInput in) throws PayloadException {
        Metric value = new Metric();
        while (in.hasMore()) {
            int tag = in.tag();
            int field = ProtoInput.field(tag);
            if (field >= 3 && field <= 8) {
                value(in, (field + 7) << 3 | ProtoInput.wire(tag), value);
            } else {
                in.skip(tag);
            }
        }
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
}
