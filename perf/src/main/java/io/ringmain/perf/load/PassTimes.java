package io.ringmain.perf.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * Takes the time when an update is through, in the thread of the consumer: the same for both sides of a pair.
 *
 * <p>Thread: recorded by the consumer, exchanged and awaited by the sender. Allocates: nothing an update.
 */
final class PassTimes implements LongConsumer {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(PassTimes.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Histogram into = Distribution.histogram();
    private volatile long offsetNs;
    private long count;

    /** Intended times are told with that much added to {@link System#nanoTime}. Thread: the sender, before it sends. */
    void offsetNs(long offset) {
        offsetNs = offset;
    }

    /** Records into that from now on. Thread: the sender, when nothing is under way. */
    void begin(Histogram histogram) {
        into = histogram;
    }

    long count() {
        return (long) COUNT.getAcquire(this);
    }

    @Override
    public void accept(long intendedNs) {
        long late = System.nanoTime() + offsetNs - intendedNs;
        into.recordValue(late < 0 ? 0 : late > Distribution.HIGHEST_NS ? Distribution.HIGHEST_NS : late);
        COUNT.setRelease(this, count + 1);
    }
}
