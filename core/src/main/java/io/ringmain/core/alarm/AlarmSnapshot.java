package io.ringmain.core.alarm;

/**
 * A caller-owned copy of one alarm's present state. Reuse one instance per reader.
 *
 * <p>Thread: whoever owns the instance. Allocates: at construction only.
 */
public final class AlarmSnapshot {
    public int alarmId;
    public AlarmState state = AlarmState.NORM;
    public boolean isActive;
    public boolean isAcknowledged = true;
    /** True while the watched tag's quality is bad: the state is the last one that was known. */
    public boolean isQualityBad;
    /** Sequence of the event that raised the present or last occurrence, 0 when there was none. */
    public long occurrence;
    /** Ring time at which the present or last occurrence went active, ns; 0 when there was none. */
    public long activeSinceNs;
    /** Ring time of the last transition, ns. */
    public long changedNs;
    /** Sequence of the event of the last transition. */
    public long sequence;
    /** Value of the tag at the last activation (double bits for float64, the long otherwise). */
    public long activationBits;
    /** How many occurrences there have been. */
    public long occurrences;
}
