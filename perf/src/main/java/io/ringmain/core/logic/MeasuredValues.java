package io.ringmain.core.logic;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.perf.RandomOrder;
import java.util.concurrent.locks.LockSupport;

/**
 * A table of current values alone, written and read in random order.
 *
 * <p>Thread: one writes, one reads. Allocates: at start.
 */
public final class MeasuredValues {
    private static final long NS_PER_S = 1_000_000_000L;

    private final CurrentValueTable values = new CurrentValueTable(new StateHash());
    private final TagValue read = new TagValue();
    private final RandomOrder writes;
    private final RandomOrder reads;
    private long sequence;
    private long sum;
    private volatile boolean isWriting;
    private volatile double writeRate;

    public MeasuredValues(int tags) {
        writes = new RandomOrder(tags);
        reads = new RandomOrder(tags);
        for (int tag = 0; tag < tags; tag++) {
            values.define(tag, TagType.FLOAT64);
        }
        for (int tag = 0; tag < tags; tag++) {
            put(tag);
        }
    }

    private void put(int tag) {
        long next = ++sequence;
        values.put(tag, next, Quality.GOOD, next, next, next);
    }

    /** Nanoseconds a write. */
    public double write(int count) {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            put(writes.next());
        }
        return (System.nanoTime() - begin) / (double) count;
    }

    /** Nanoseconds a read. */
    public double read(int count) {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            values.read(reads.next(), read);
            sum += read.bits; // so that it is a read
        }
        return (System.nanoTime() - begin) / (double) count;
    }

    /** Nanoseconds a read while another thread writes that often, evenly. */
    public double readBesideWriter(int count, int writesPerSecond) {
        isWriting = true;
        writeRate = 0;
        Thread writer = new Thread(() -> writeEvenly(writesPerSecond), "writer");
        writer.start();
        while (writeRate == 0) {
            Thread.onSpinWait(); // it has begun
        }
        double ns = read(count);
        isWriting = false;
        boolean isInterrupted = false;
        while (writer.isAlive()) {
            LockSupport.parkNanos(1_000);
            isInterrupted |= Thread.interrupted();
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        return ns;
    }

    private void writeEvenly(int perSecond) {
        long begin = System.nanoTime();
        long done = 0;
        while (isWriting) {
            long due = (System.nanoTime() - begin) * perSecond / NS_PER_S;
            for (; done < due; done++) {
                put(writes.next());
            }
            writeRate = 1;
            Thread.onSpinWait();
        }
        writeRate = done * (double) NS_PER_S / (System.nanoTime() - begin);
    }

    /** Writes a second of the last writer. */
    public double writeRate() {
        return writeRate;
    }

    /** Reads so far that had to begin again. */
    public long retries() {
        return read.retries;
    }
}
