package io.ringmain.perf.raw;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.dsl.ProducerType;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.lane.Lane;
import io.ringmain.perf.lane.Producers;
import java.util.ArrayList;
import java.util.List;

/**
 * The Disruptor with its own event processor and busy spin: as many slots as a plant has, one or several claimed at a time as a
 * plant's sources do, its 64 bytes filled by the producer, one word of them read by the consumer. The consumer's thread ends with
 * a window, as it would take a core from the other lanes.
 *
 * <p>Thread: its owner.
 */
public final class RawRing implements Lane {
    private static final int SLOTS = 16 * 1024;
    private static final int SCAN_CLAIM = 64;

    private final RingBuffer<RawSlot> ring;
    private final List<BatchEventProcessor<RawSlot>> consumers = new ArrayList<>();
    private final Sequence last;
    private final Producers producers;

    private RawRing(ProducerType type, int producerCount, int consumerCount, int claim) {
        ring = RingBuffer.create(type, RawSlot::new, SLOTS, new BusySpinWaitStrategy());
        Sequence behind = null;
        for (int i = 0; i < consumerCount; i++) {
            BatchEventProcessor<RawSlot> consumer = new BatchEventProcessorBuilder()
                    .build(ring, behind == null ? ring.newBarrier() : ring.newBarrier(behind), new Reader());
            consumers.add(consumer);
            behind = consumer.getSequence();
        }
        last = behind;
        ring.addGatingSequences(last);
        List<Runnable> scans = new ArrayList<>();
        for (int i = 0; i < producerCount; i++) {
            scans.add(new Scan(ring, i, claim));
        }
        producers = new Producers(scans);
    }

    /** @param consumers one behind the other */
    public static RawRing ofManyProducers(int producers, int consumers) {
        return new RawRing(ProducerType.MULTI, producers, consumers, 1);
    }

    /** One producer that claims as many as a source that hands over a scan. */
    public static RawRing ofScans() {
        return new RawRing(ProducerType.MULTI, 1, 1, SCAN_CLAIM);
    }

    public static RawRing oneToOne() {
        return new RawRing(ProducerType.SINGLE, 1, 1, 1);
    }

    @Override
    public double window(long forNs) {
        List<Thread> threads = new ArrayList<>();
        for (BatchEventProcessor<RawSlot> consumer : consumers) {
            Thread thread = new Thread(consumer, "consumer-" + threads.size());
            thread.start();
            threads.add(thread);
        }
        while (consumers.stream().anyMatch(consumer -> !consumer.isRunning())) {
            Thread.onSpinWait();
        }
        long begin = System.nanoTime();
        long events = producers.publish(forNs);
        while (last.get() < ring.getCursor()) {
            Thread.onSpinWait();
        }
        double rate = events * 1e9 / (System.nanoTime() - begin);
        consumers.forEach(BatchEventProcessor::halt);
        threads.forEach(RawRing::join);
        return rate;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {}

    /** Publishes a scan; the same values in the same order as a plant's source. */
    private static final class Scan implements Runnable {
        private static final int TARGETS = 1_000;

        private final RingBuffer<RawSlot> ring;
        private final int source;
        private final RandomOrder order = new RandomOrder(TARGETS);
        private final int claim;
        private long count;

        Scan(RingBuffer<RawSlot> ring, int source, int claim) {
            this.ring = ring;
            this.source = source;
            this.claim = claim;
        }

        @Override
        public void run() {
            long scannedNs = System.nanoTime();
            for (int done = 0; done < Producers.SCAN; done += claim) {
                int part = Math.min(claim, Producers.SCAN - done);
                long last = ring.next(part);
                for (long slot = last - part + 1; slot <= last; slot++) {
                    fill(slot, scannedNs);
                }
                ring.publish(last - part + 1, last);
            }
        }

        private void fill(long claimed, long scannedNs) {
            RawSlot slot = ring.get(claimed);
            slot.sequence = claimed;
            slot.ingressTimeNs = scannedNs;
            slot.sourceTimeNs = scannedNs;
            slot.valueBits = Double.doubleToLongBits(Sites.QUIET + (++count & 15));
            slot.target = order.next();
            slot.source = source;
            slot.statusCode = 0;
            slot.kind = 1;
        }
    }

    /** Reads one word, so that the slot's line travels as it does for any reader. */
    private static final class Reader implements EventHandler<RawSlot> {
        private long sum;

        @Override
        public void onEvent(RawSlot slot, long sequence, boolean isEndOfBatch) {
            sum += slot.valueBits;
        }
    }
}
