package io.ringmain.perf.peer;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * An endless row of packets with values in [20, 80) that use all bits of their mantissa. Source times go on by 1 ms a
 * packet. The last value of a packet says which packet it was.
 *
 * <p>Thread: its owner. Allocates: at start.
 */
final class PacketSource {
    private static final int SCANS = 64;
    private static final int BATCH_BYTES = 64 * 1024;
    private static final double LEAST = 20;
    private static final double SPAN = 60;
    private static final int MARKS = 1 << 20;
    private static final long AGE_MS = TimeUnit.HOURS.toMillis(12);

    private final PacketLayout layout;
    private final ByteBuffer packets;
    private final int distinct;
    private final int batch;
    private final long firstMs = System.currentTimeMillis() - AGE_MS;
    private int count;

    PacketSource(PacketLayout layout, long seed) {
        this.layout = layout;
        this.distinct = SCANS * layout.numbers();
        this.batch = Math.max(1, BATCH_BYTES / layout.bytes());
        this.packets = ByteBuffer.allocateDirect(distinct * layout.bytes());
        Random random = new Random(seed);
        for (int packet = 0; packet < distinct; packet++) {
            int at = packet * layout.bytes();
            packets.putInt(at + PacketLayout.LENGTH_AT, layout.bytes());
            packets.putInt(at + PacketLayout.NUMBER_AT, packet % layout.numbers());
            for (int value = 0; value < layout.values(); value++) {
                packets.putDouble(at + layout.valueAt(value), LEAST + SPAN * random.nextDouble());
            }
        }
    }

    PacketLayout layout() {
        return layout;
    }

    /** Packets made so far, and the sequence of the last one. */
    int count() {
        return count;
    }

    /** The tag whose value says which packet was the last. */
    int lastTag() {
        return layout.lastTagOf((count - 1) % layout.numbers());
    }

    double lastValue() {
        return mark(count);
    }

    static double mark(int sequence) {
        return LEAST + (sequence & (MARKS - 1)) * (SPAN / 2 / MARKS);
    }

    /** One packet or more, some 64 KiB; good until the next call. */
    ByteBuffer nextBatch() {
        int first = count % distinct;
        int packed = Math.min(batch, distinct - first);
        for (int packet = first; packet < first + packed; packet++) {
            stamp(packet * layout.bytes());
        }
        return packets.slice(first * layout.bytes(), packed * layout.bytes());
    }

    /** A packet whose first tag has that value. */
    ByteBuffer next(double firstValue) {
        int at = count % distinct * layout.bytes();
        stamp(at);
        ByteBuffer packet = ByteBuffer.allocate(layout.bytes());
        packet.put(packets.slice(at, layout.bytes())).flip();
        return packet.putDouble(layout.valueAt(0), firstValue);
    }

    private void stamp(int at) {
        count++;
        packets.putInt(at + PacketLayout.SEQUENCE_AT, count);
        packets.putLong(at + PacketLayout.TIME_AT, firstMs + count);
        packets.putDouble(at + layout.valueAt(layout.values() - 1), mark(count));
    }
}
