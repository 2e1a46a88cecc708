package io.ringmain.perf.conventional;

import java.nio.ByteBuffer;

/**
 * One record of the file: what came in, or what an alarm did.
 *
 * <pre>
 *   0      1       2       4    8        12       16      24            32             40
 *   | kind | state | 0     | id | source | status | value | source time | ingress time |
 * </pre>
 *
 * @param kind {@link #UPDATE} or {@link #ALARM}
 * @param state of the alarm, by the place of its {@link LimitAlarm.State}
 * @param id of the tag or of the alarm
 * @param source who published it
 * @param statusCode OPC UA status code
 * @param value of the tag
 * @param sourceTimeNs ns since the epoch
 * @param ingressTimeNs ns since the epoch
 */
record Recorded(
        byte kind,
        byte state,
        int id,
        int source,
        int statusCode,
        double value,
        long sourceTimeNs,
        long ingressTimeNs) {
    static final byte UPDATE = 1;
    static final byte ALARM = 2;
    static final int BYTES = 40;

    void writeTo(ByteBuffer buffer) {
        buffer.put(kind).put(state).putShort((short) 0);
        buffer.putInt(id).putInt(source).putInt(statusCode);
        buffer.putDouble(value).putLong(sourceTimeNs).putLong(ingressTimeNs);
    }

    static Recorded readFrom(ByteBuffer buffer) {
        byte kind = buffer.get();
        byte state = buffer.get();
        buffer.getShort();
        return new Recorded(
                kind,
                state,
                buffer.getInt(),
                buffer.getInt(),
                buffer.getInt(),
                buffer.getDouble(),
                buffer.getLong(),
                buffer.getLong());
    }
}
