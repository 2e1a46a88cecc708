package io.ringmain.connectors.sparkplug.payload;

/**
 * One metric of a payload. Thread: its owner.
 */
public final class Metric {
    /** There is no alias, time, or quality. */
    public static final long NONE = -1;

    /** What the value was on the wire. */
    public enum Wire {
        NONE,
        /** {@link #bits} is a number without sign of 32 or 64 bits. */
        INT,
        LONG,
        /** {@link #real}. */
        REAL,
        /** {@link #bits} is 0 or 1. */
        FLAG,
        TEXT,
        BYTES,
        /** A data set, a template or an extension: passed over. */
        OTHER
    }

    /** Null when only the alias is given. */
    public String name;

    public long alias = NONE;
    /** Milliseconds since the epoch. */
    public long timestampMs = NONE;
    /** UNKNOWN when it is not said, as in DATA messages. */
    public DataType type = DataType.UNKNOWN;

    public boolean isHistorical;
    public boolean isNull;

    public Wire wire = Wire.NONE;
    public long bits;
    public double real;
    public String text;
    public byte[] bytes;

    /** Property {@code Quality}: 192 good, 0 bad, 500 stale; {@link #NONE} when it is not given. */
    public long quality = NONE;
    /** Property {@code engUnit}, empty when it is not given. */
    public String unit = "";
    /** Property {@code engLow}, NaN when it is not given. */
    public double low = Double.NaN;
    /** Property {@code engHigh}, NaN when it is not given. */
    public double high = Double.NaN;

    public static Metric named(String name, DataType type) {
        Metric metric = new Metric();
        metric.name = name;
        metric.type = type;
        return metric;
    }

    public static Metric flag(String name, boolean value) {
        Metric metric = named(name, DataType.BOOLEAN);
        metric.wire = Wire.FLAG;
        metric.bits = value ? 1 : 0;
        return metric;
    }

    public static Metric number(String name, long value) {
        Metric metric = named(name, DataType.INT64);
        metric.wire = Wire.LONG;
        metric.bits = value;
        return metric;
    }
}
