package io.ringmain.core.replay;

/**
 * A place in a journal: a sequence, or a ring time.
 *
 * @param isTime whether the value is a ring time in ns since the epoch; otherwise it is a sequence
 */
public record ReplayPoint(boolean isTime, long value) {
    /** Before everything that is recorded. */
    public static final ReplayPoint BEGIN = sequence(0);
    /** Behind everything that is recorded. */
    public static final ReplayPoint END = sequence(Long.MAX_VALUE);

    public static ReplayPoint sequence(long sequence) {
        return new ReplayPoint(false, sequence);
    }

    /** @param timeNs ring time, ns since the epoch */
    public static ReplayPoint time(long timeNs) {
        return new ReplayPoint(true, timeNs);
    }

    /** Whether an event stands at this place or behind it. */
    public boolean isReached(long sequence, long timeNs) {
        return (isTime ? timeNs : sequence) >= value;
    }

    /** Whether an event stands behind this place. */
    public boolean isPassed(long sequence, long timeNs) {
        return (isTime ? timeNs : sequence) > value;
    }
}
