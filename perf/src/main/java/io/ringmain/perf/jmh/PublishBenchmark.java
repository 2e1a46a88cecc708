package io.ringmain.perf.jmh;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.dsl.ProducerType;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.SourcePublisher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Claim, fill and publish, with a consumer in a thread of its own that only moves on. The Disruptor has the same sequencer
 * (many producers) and the same size; {@code disruptorClock} reads the clock too, as every update does.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PublishBenchmark {
    private static final int SLOTS = 16 * 1024;
    private static final int BATCH = 256;

    @State(Scope.Benchmark)
    public static class Ringmain {
        final Ring.Cursor cursor = new Ring.Cursor();
        final Ring ring = new Ring(SLOTS, 0, cursor);
        final Accounting accounting = new Accounting();
        final SourcePublisher publisher = new SourcePublisher(
                ring,
                new IngressClock(0, System::nanoTime),
                accounting,
                accounting.register("benchmark"),
                Backpressure.WAIT);
        int tag;
        private Consumer consumer;

        @Setup
        public void start() {
            consumer = new Consumer(ring::isPublished, cursor::set);
            consumer.start();
        }

        @TearDown
        public void stop() throws InterruptedException {
            publisher.close();
            consumer.end();
        }
    }

    @State(Scope.Benchmark)
    public static class Disruptor {
        final RingBuffer<Slot> ring =
                RingBuffer.create(ProducerType.MULTI, Slot::new, SLOTS, new BusySpinWaitStrategy());
        final Sequence cursor = new Sequence();
        int tag;
        private Consumer consumer;

        @Setup
        public void start() {
            ring.addGatingSequences(cursor);
            consumer = new Consumer(ring::isAvailable, cursor::set);
            consumer.start();
        }

        @TearDown
        public void stop() throws InterruptedException {
            consumer.end();
        }
    }

    /** What an update has, and no more. */
    public static final class Slot {
        long ingressTimeNs;
        long sourceTimeNs;
        long valueBits;
        int target;
        int statusCode;
        byte kind;
    }

    @Benchmark
    public boolean ringmain(Ringmain state) {
        int tag = ++state.tag & 1023;
        return state.publisher.update(tag, (double) tag, 0, tag);
    }

    @Benchmark
    public void disruptor(Disruptor state) {
        fill(state, 0);
    }

    @Benchmark
    public void disruptorClock(Disruptor state) {
        fill(state, System.nanoTime());
    }

    private static void fill(Disruptor state, long now) {
        int tag = ++state.tag & 1023;
        long claimed = state.ring.next();
        Slot slot = state.ring.get(claimed);
        slot.kind = 1;
        slot.target = tag;
        slot.valueBits = Double.doubleToLongBits(tag);
        slot.statusCode = 0;
        slot.sourceTimeNs = tag;
        slot.ingressTimeNs = now;
        state.ring.publish(claimed);
    }

    /** Moves its cursor over everything published, in batches. */
    private static final class Consumer extends Thread {
        interface Published {
            boolean test(long slot);
        }

        interface Move {
            void to(long slot);
        }

        private final Published published;
        private final Move move;
        private volatile boolean isEnded;

        Consumer(Published published, Move move) {
            super("consumer");
            this.published = published;
            this.move = move;
            setDaemon(true);
        }

        @Override
        public void run() {
            long next = 0;
            while (!isEnded) {
                long from = next;
                while (next - from < BATCH && published.test(next)) {
                    next++;
                }
                if (next > from) {
                    move.to(next - 1);
                } else {
                    Thread.onSpinWait();
                }
            }
        }

        void end() throws InterruptedException {
            isEnded = true;
            join();
        }
    }
}
