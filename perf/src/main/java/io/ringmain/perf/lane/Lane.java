package io.ringmain.perf.lane;

/**
 * One of the things that are measured in turn.
 *
 * <p>Thread: its owner.
 */
public interface Lane extends AutoCloseable {

    /** Works at full speed for that long and until all of it is done; events a second. */
    double window(long forNs);

    /** Ends what is left behind a window, so that it does not cost another lane. */
    default void settle() {}

    @Override
    void close();
}
