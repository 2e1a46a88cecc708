package io.ringmain.perf.peer;

import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.SuiteFailedException;
import java.nio.ByteBuffer;

/** Publishes what packets hold. Thread: its publisher's. Allocates: nothing. */
final class PacketDecoder {
    private static final long NS_A_MS = 1_000_000;

    private final PacketLayout layout;
    private final SourcePublisher publisher;

    PacketDecoder(PacketLayout layout, SourcePublisher publisher) {
        this.layout = layout;
        this.publisher = publisher;
    }

    /** Publishes the whole packets that remain, and leaves the rest; how many they were. */
    int decode(ByteBuffer buffer) {
        int packets = 0;
        while (buffer.remaining() >= layout.bytes()) {
            packet(buffer, buffer.position());
            buffer.position(buffer.position() + layout.bytes());
            packets++;
        }
        return packets;
    }

    private void packet(ByteBuffer buffer, int at) {
        int number = buffer.getInt(at + PacketLayout.NUMBER_AT);
        if (buffer.getInt(at + PacketLayout.LENGTH_AT) != layout.bytes() || number < 0 || number >= layout.numbers()) {
            throw new SuiteFailedException("peer: not a packet at " + at);
        }
        long sourceTimeNs = buffer.getLong(at + PacketLayout.TIME_AT) * NS_A_MS;
        int tag = layout.firstTagOf(number);
        int value = at + PacketLayout.VALUES_AT;
        for (int end = value + layout.values() * Double.BYTES; value < end; value += Double.BYTES) {
            publisher.update(tag++, buffer.getDouble(value), Quality.GOOD, sourceTimeNs);
        }
    }
}
