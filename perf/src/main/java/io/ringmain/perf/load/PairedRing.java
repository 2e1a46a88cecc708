package io.ringmain.perf.load;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.function.LongConsumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;

/**
 * The bare Disruptor ring, for many producers as Ringmain's, with slots of 64 bytes and a consumer that only moves on: what
 * any way through such a ring costs.
 *
 * <p>Thread: one producer; the consumer has a thread of its own.
 */
final class PairedRing implements LatencyPairs.Side {
    /** As many as a plant's. */
    private static final int SLOTS = 16 * 1024;

    private final RingBuffer<Slot> ring =
            RingBuffer.create(ProducerType.MULTI, Slot::new, SLOTS, new BusySpinWaitStrategy());
    private final Sequence cursor = new Sequence();
    private final PassTimes times = new PassTimes();
    private final SwitchedIdle idle;
    private final AgentRunner runner;

    /** What an update has; 12 bytes of header make it a line. */
    private static final class Slot {
        int target;
        long valueBits;
        long statusCode;
        long sourceTimeNs;
        long ingressTimeNs;
        long sequence;
        long kind;
    }

    PairedRing(IdleStrategy strategy) {
        idle = new SwitchedIdle(strategy);
        ring.addGatingSequences(cursor);
        runner = new AgentRunner(idle, Throwable::printStackTrace, null, new Consumer(ring, cursor, times));
        AgentRunner.startOnThread(runner);
    }

    @Override
    public void send(int tag, double value, long intendedNs) {
        long claimed = ring.next();
        Slot slot = ring.get(claimed);
        slot.kind = 1;
        slot.target = tag;
        slot.valueBits = Double.doubleToLongBits(value);
        slot.statusCode = 0;
        slot.sourceTimeNs = intendedNs;
        slot.ingressTimeNs = intendedNs;
        slot.sequence = claimed;
        ring.publish(claimed);
    }

    @Override
    public PassTimes times() {
        return times;
    }

    @Override
    public SwitchedIdle idle() {
        return idle;
    }

    @Override
    public void close() {
        runner.close();
    }

    private static final class Consumer implements Agent {
        private final RingBuffer<Slot> ring;
        private final Sequence cursor;
        private final LongConsumer passed;
        private long next;

        Consumer(RingBuffer<Slot> ring, Sequence cursor, LongConsumer passed) {
            this.ring = ring;
            this.cursor = cursor;
            this.passed = passed;
        }

        @Override
        public int doWork() {
            long from = next;
            while (ring.isAvailable(next)) {
                next++;
            }
            if (next > from) {
                cursor.set(next - 1);
                for (long slot = from; slot < next; slot++) {
                    passed.accept(ring.get(slot).sourceTimeNs);
                }
            }
            return (int) (next - from);
        }

        @Override
        public String roleName() {
            return "ring-consumer";
        }
    }
}
