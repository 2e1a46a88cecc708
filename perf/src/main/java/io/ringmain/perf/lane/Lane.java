package io.ringmain.perf.lane;

/**
 * One of the things that are measured in turn.
 *
 * <p>Thread: its owner.
 */
public interface Lane extends AutoCloseable {

    /** Works at full speed for that long and until all of it is done; events a second. */
    double window(long forNs);

    /** CPU time of its stages in the last window, ns an event; not a number where it is not taken. */
    default double cpuNs() {
        return Double.NaN;
    }

    /** Ends what is left behind a window, so that it does not cost another lane. */
    default void settle() {}

    @Override
    void close();
}
