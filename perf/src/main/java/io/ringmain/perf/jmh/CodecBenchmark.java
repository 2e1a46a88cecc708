package io.ringmain.perf.jmh;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.tag.TagType;
import io.ringmain.perf.RandomOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Batches of 1,024 float64 updates of 1,000 tags in random order, checksum included; time an update. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CodecBenchmark.BATCH)
public class CodecBenchmark {
    static final int BATCH = 1_024;

    private final BatchEncoder encoder = new BatchEncoder();
    private final BatchDecoder decoder = new BatchDecoder();
    private final BatchEncoder.ExcerptHandler handler = this::onExcerpt;
    private final Outbox outbox = new Outbox(16);
    private final Event[] events = new Event[BATCH];
    private UnsafeBuffer encoded;
    private int length;

    @Setup
    public void fill() {
        RandomOrder order = new RandomOrder(1_000);
        for (int i = 0; i < BATCH; i++) {
            Event event = new Event();
            event.reset(EventKind.UPDATE, 1, order.next());
            event.sequence = 1 + i;
            event.valueType = TagType.FLOAT64.code();
            event.valueBits = Double.doubleToLongBits(Math.sin(i));
            event.ingressTimeNs = 1_000_000_000L + i * 250L;
            event.sourceTimeNs = event.ingressTimeNs - 1_000_000L;
            events[i] = event;
        }
        encode();
        byte[] copy = new byte[length];
        encoded.getBytes(0, copy);
        encoded = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(length));
        encoded.putBytes(0, copy);
    }

    private void onExcerpt(DirectBuffer buffer, int offset, int bytes) {
        length = bytes;
        if (encoded == null) {
            encoded = new UnsafeBuffer(new byte[bytes]);
            encoded.putBytes(0, buffer, offset, bytes);
        }
    }

    @Benchmark
    public int encode() {
        encoder.begin(1);
        for (Event event : events) {
            encoder.add(event, outbox);
        }
        encoder.finish(handler);
        return length;
    }

    @Benchmark
    public long decode() {
        decoder.wrap(encoded, 0, length);
        long sum = 0;
        while (decoder.next()) {
            sum += decoder.event().valueBits;
        }
        return sum;
    }
}
