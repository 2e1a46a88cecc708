package io.ringmain.core.alarm;

/**
 * A caller-owned copy of one alarm's present state. Reuse one instance per reader.
 *
 * <p>Thread: whoever owns the instance. Allocates: at construction only.
 */
public final class AlarmSnapshot {
    /** The shelving region of OPC UA Part 9. */
    public enum Shelf {
        UNSHELVED,
        TIMED,
        ONE_SHOT
    }

    public int alarmId;
    /** What an operator is shown. */
    public AlarmState state = AlarmState.NORM;
    /** The base state, whatever is laid over it. */
    public AlarmState base = AlarmState.NORM;

    public boolean isActive;
    public boolean isAcknowledged = true;
    public boolean isConfirmed = true;
    /** False while the alarm does not run. */
    public boolean isEnabled = true;
    /** Suppressed by design or by a command. */
    public boolean isSuppressed;
    /** Suppressed by its expression or one of its groups, which no operator can lift. */
    public boolean isSuppressedByDesign;

    public boolean isOutOfService;
    public boolean isSilenced;
    /** The first of its first-out group; stays marked until the whole group is normal. */
    public boolean isFirstOut;
    /** True while the watched tag's quality is bad: the state is the last one that was known. */
    public boolean isQualityBad;

    public Shelf shelf = Shelf.UNSHELVED;
    /** A shelf begins later, at {@link #shelfBeginNs}. */
    public boolean isShelfPlanned;
    /** Ring time at which a planned shelf begins, ns; 0 when none is planned. */
    public long shelfBeginNs;
    /** Ring time at which the present or planned shelf ends, ns; 0 when there is none. */
    public long shelvedUntilNs;

    /** Sequence of the event that raised the present or last occurrence, 0 when there was none. */
    public long occurrence;
    /** Ring time at which the present or last occurrence went active, ns; 0 when there was none. */
    public long activeSinceNs;
    /** Ring time at which the present or last occurrence was last acknowledged, ns; 0 when it was not. */
    public long acknowledgedNs;
    /** Sequence of that acknowledgement, whose event says who; 0 when there was none. */
    public long acknowledgedBy;
    /** Sequence of the last remark's event, 0 when there was none. */
    public long comment;
    /** Ring time at which it is announced again unless it returns, ns; 0 when it is not. */
    public long reAlarmNs;
    /** Ring time of the last transition, ns. */
    public long changedNs;
    /** Sequence of the event of the last transition or remark. */
    public long sequence;
    /** Value of the tag at the last activation (double bits for float64, the long otherwise). */
    public long activationBits;
    /** Level at which an alarm with several is, or was last: HIHI, HI, LO or LOLO; null for others and before the first. */
    public AlarmKind level;
    /** How many occurrences there have been. */
    public long occurrences;

    /** Whether an operator's list of standing alarms shows it: retained, with nothing laid over it. */
    public boolean isShownStanding() {
        return isRetained() && state == base;
    }

    /** Whether there is still something of it to be seen: Retain of OPC UA Part 9. */
    public boolean isRetained() {
        return isEnabled && (base != AlarmState.NORM || !isConfirmed);
    }
}
