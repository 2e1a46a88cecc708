package io.ringmain.core.machine;

/** A caller-owned copy of one machine's present state. Reuse one instance per reader. */
public final class MachineSnapshot {
    public int machineId;
    public int state;
    /** A step has failed: the machine is in its safe state and is not stepped until it is reset. */
    public boolean isFaulted;

    public long stateSinceNs;
    public long steps;
    /** Intervals that were collapsed into a later step. */
    public long missedIntervals;
    /** Steps that failed since the machine was configured. */
    public long faults;
    /** Ring time of the last step. */
    public long lastStepNs;
    /** Sequence of the event of the last change of state. */
    public long sequence;

    public final long[] registers = new long[MachineDeclaration.MAX_REGISTERS];

    /** Interval in use, ns. */
    public long intervalNs;
    /** Whether the interval was set at run time. */
    public boolean isIntervalSet;
    /** Bit i: attribute i was set at run time. */
    public long attributesSet;
    /** Values in use as 64 bits, texts apart. */
    public final long[] attributes = new long[MachineDeclaration.MAX_ATTRIBUTES];

    /** State that waits for its confirmation, {@link MachineDeclaration#NO_STATE} when none does. */
    public int pendingState;
    /** Sequence of the command that waits for its confirmation: what the confirmation has to name. */
    public long pendingSequence;
    /** Ring time at which the confirmation comes too late. */
    public long pendingUntilNs;
}
