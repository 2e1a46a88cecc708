package io.ringmain.connectors.sparkplug.payload;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes payloads. Thread: its owner. Owns: its buffers. */
public final class PayloadWriter {
    private static final int INT32_TYPE = DataType.INT32.code();

    private final MessageBuffer out = new MessageBuffer();
    private final MessageBuffer inner = new MessageBuffer();
    private final MessageBuffer properties = new MessageBuffer();
    private final MessageBuffer property = new MessageBuffer();

    public byte[] write(Payload payload) {
        try {
            return bytes(payload);
        } catch (IOException e) {
            // memory takes everything
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(Payload payload) throws IOException {
        out.clear();
        if (payload.timestampMs() != Metric.NONE) {
            out.varint(1, payload.timestampMs());
        }
        for (Metric metric : payload.metrics()) {
            out.message(2, write(metric));
        }
        if (payload.seq() != Metric.NONE) {
            out.varint(3, payload.seq());
        }
        return out.toBytes();
    }

    private MessageBuffer write(Metric metric) throws IOException {
        inner.clear();
        if (metric.name != null) {
            inner.text(1, metric.name);
        }
        if (metric.alias != Metric.NONE) {
            inner.varint(2, metric.alias);
        }
        if (metric.timestampMs != Metric.NONE) {
            inner.varint(3, metric.timestampMs);
        }
        if (metric.type != DataType.UNKNOWN) {
            inner.varint(4, metric.type.code());
        }
        if (metric.isHistorical) {
            inner.varint(5, 1);
        }
        if (metric.isNull) {
            inner.varint(7, 1);
        }
        writeProperties(metric);
        if (!metric.isNull) {
            writeValue(metric);
        }
        return inner;
    }

    private void writeValue(Metric metric) throws IOException {
        switch (metric.wire) {
            case INT -> inner.varint(10, metric.bits & 0xFFFF_FFFFL);
            case LONG -> inner.varint(11, metric.bits);
            case REAL -> {
                if (metric.type == DataType.FLOAT) {
                    inner.single(12, (float) metric.real);
                } else {
                    inner.real(13, metric.real);
                }
            }
            case FLAG -> inner.varint(14, metric.bits);
            case TEXT -> inner.text(15, metric.text);
            case BYTES -> inner.bytes(16, metric.bytes);
            case NONE, OTHER -> {
                // nothing to say
            }
        }
    }

    private void writeProperties(Metric metric) throws IOException {
        boolean hasUnit = !metric.unit.isEmpty();
        boolean hasLow = !Double.isNaN(metric.low);
        boolean hasHigh = !Double.isNaN(metric.high);
        boolean hasQuality = metric.quality != Metric.NONE;
        if (!hasUnit && !hasLow && !hasHigh && !hasQuality) {
            return;
        }
        properties.clear();
        if (hasQuality) {
            properties.text(1, "Quality");
        }
        if (hasUnit) {
            properties.text(1, "engUnit");
        }
        if (hasLow) {
            properties.text(1, "engLow");
        }
        if (hasHigh) {
            properties.text(1, "engHigh");
        }
        if (hasQuality) {
            property.clear();
            property.varint(1, INT32_TYPE);
            property.varint(3, metric.quality);
            properties.message(2, property);
        }
        if (hasUnit) {
            property.clear();
            property.varint(1, DataType.STRING.code());
            property.text(8, metric.unit);
            properties.message(2, property);
        }
        if (hasLow) {
            limit(metric.low);
        }
        if (hasHigh) {
            limit(metric.high);
        }
        inner.message(9, properties);
    }

    private void limit(double value) throws IOException {
        property.clear();
        property.varint(1, DataType.DOUBLE.code());
        property.real(6, value);
        properties.message(2, property);
    }
}
