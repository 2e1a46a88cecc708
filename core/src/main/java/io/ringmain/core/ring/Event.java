package io.ringmain.core.ring;

import io.ringmain.core.tag.TagValue;

/**
 * One preallocated ring slot: what came in, and a reference to the results that followed from it.
 *
 * <p>Thread: the producer between claim and publish (input fields), LOGIC (result fields, and the ingress time, which
 * it raises to ring time), then JOURNAL and OUTCOMES as readers. Allocates: at start only. The decoder of the journal
 * fills instances of its own for replay and projections.
 */
public final class Event extends EventInput {
    /** What LOGIC did with the event. */
    public static final byte APPLIED = 0;
    /** An update inside its tag's deadband: journaled, not applied. */
    public static final byte FILTERED = 1;
    /** Not applied because it was wrong or because a stage failed on it; {@link #cause} says why. */
    public static final byte QUARANTINED = 2;

    /** Marks an update that brings a status and no value. */
    public static final byte NO_VALUE = 0;

    private static final long[] NO_ELEMENTS = {};
    private static final byte[] NO_TEXT = {};

    /** UTF-8; made by {@link #ensureText} when the slot first holds a text, so that slots of numbers lie close together. */
    public byte[] text = NO_TEXT;
    /** Elements as 64 bits each; grows by {@link #ensureElements} when the slot first holds as many. */
    public long[] elements = NO_ELEMENTS;
    /** Set for COMMAND only. */
    public Command command;
    /** Canonical bytes: of the configuration for CONFIG, of what executes the epoch for START, of what is noted for NOTE. */
    public byte[] configuration;
    /**
     * What is never journaled: for CONFIG the plan compiled from the bytes outside LOGIC, for SNAPSHOT the capture
     * of LOGIC's state.
     */
    public Object attachment;

    public byte disposition;
    /** Why the event was quarantined: an OPC UA status code. */
    public int cause;
    /** A tick that changed nothing is not journaled. */
    public boolean isEffectless;

    public boolean hasHash;
    public long stateHash;
    /** Positions of the results in the outbox, from inclusive, to exclusive. */
    public long resultsFrom;

    public long resultsTo;

    /** Makes room for an array, of at most {@link TagValue#MAX_ELEMENTS}. */
    public void ensureElements(int count) {
        if (elements.length < count) {
            elements = new long[Math.min(TagValue.MAX_ELEMENTS, Integer.highestOneBit(count - 1 | 7) << 1)];
        }
    }

    /** Makes room for a text, of at most {@link TagValue#MAX_STRING_BYTES}. */
    public void ensureText() {
        if (text.length == 0) {
            text = new byte[TagValue.MAX_STRING_BYTES];
        }
    }

    /** Clears input and result fields for a new use. */
    public void reset(byte newKind, int newSource, int newTarget) {
        kind = newKind;
        source = newSource;
        target = newTarget;
        valueType = NO_VALUE;
        valueBits = 0;
        statusCode = 0;
        sourceTimeNs = 0;
        textLength = 0;
        elementCount = 0;
        command = null;
        configuration = null;
        attachment = null;
        disposition = APPLIED;
        cause = 0;
        isEffectless = false;
        hasHash = false;
        stateHash = 0;
        resultsFrom = 0;
        resultsTo = 0;
    }
}
