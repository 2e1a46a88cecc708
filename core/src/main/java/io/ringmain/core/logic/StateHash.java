package io.ringmain.core.logic;

/**
 * The incremental hash of all tables: the sum of one hash a record, so that a changed record is taken out and put in again.
 *
 * <p>Thread: LOGIC. Owns: the sum and the count of changes. Allocates: nothing.
 */
final class StateHash {
    private long sum;
    private long changes;

    void replace(long oldRecord, long newRecord) {
        sum += newRecord - oldRecord;
        changes++;
    }

    long sum() {
        return sum;
    }

    void reset() {
        sum = 0;
    }

    /** Grows with every change of any record; an event during which it stands still had no effect. */
    long changes() {
        return changes;
    }

    /** Spreads all bits (finalizer of SplitMix64). */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
