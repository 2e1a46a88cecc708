package io.ringmain.connectors.opcua.server.space;

import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.tag.TagValue;

/**
 * One look at current state: buffers to be used again and again, and the youngest event that was seen. Thread: its owner.
 */
public final class Reading {
    /** For whoever reads a tag. */
    public final TagValue tag = new TagValue();
    /** For whoever reads a machine. */
    public final MachineSnapshot machine = new MachineSnapshot();

    private long sequence;

    /** What is read follows from this event: it may leave when the journal has it. */
    public void saw(long eventSequence) {
        if (eventSequence > sequence) {
            sequence = eventSequence;
        }
    }

    /** The youngest event seen since {@link #begin}. */
    public long sequence() {
        return sequence;
    }

    public void begin() {
        sequence = 0;
    }
}
