package io.ringmain.core.machine;

/** A caller-owned copy of one machine's present state. Reuse one instance per reader. */
public final class MachineSnapshot {
    public int machineId;
    public int state;
    public boolean isFaulted;
    public long stateSinceNs;
    public long steps;
    /** Intervals that were collapsed into a later step. */
    public long missedIntervals;
    /** Sequence of the event of the last change of state. */
    public long sequence;

    public final long[] registers = new long[MachineDeclaration.MAX_REGISTERS];
}
