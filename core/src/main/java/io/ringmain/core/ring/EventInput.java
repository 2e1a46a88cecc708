package io.ringmain.core.ring;

/**
 * What came in, apart from texts and what a command or a configuration brings. The fields of a superclass stand first in
 * memory, so all that an update consists of is in as many bytes as a cache line has: the producer and LOGIC hand over one or
 * two lines, not three.
 */
abstract class EventInput {
    /** 64-bit position, goes on across restarts. */
    public long sequence;
    /** When published, and after LOGIC the ring time of the event; ns since the epoch. */
    public long ingressTimeNs;

    public byte kind;
    /** Dense id of the producer, see the accounting. */
    public int source;
    /** Tag id, connector id or 0, by kind. */
    public int target;
    /** Code of the value's {@link io.ringmain.core.tag.TagType}, or {@link Event#NO_VALUE}. */
    public byte valueType;

    public long valueBits;
    public int statusCode;
    public long sourceTimeNs;
    public int textLength;
    /** Elements of an array that are valid. */
    public int elementCount;

    /** Clears what a number would leave as it was; the slot was cleared of all else when it was handed over. */
    final void resetInput(byte newKind, int newSource, int newTarget) {
        kind = newKind;
        source = newSource;
        target = newTarget;
        textLength = 0;
        elementCount = 0;
    }
}
