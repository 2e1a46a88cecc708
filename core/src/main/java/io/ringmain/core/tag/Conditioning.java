package io.ringmain.core.tag;

/**
 * What is done with a source's value before it stands in the CVT.
 *
 * @param staleNs ring time without an update after which the value is stale; 0 never
 */
public record Conditioning(long staleNs) {
    /** The source's value as it comes. */
    public static final Conditioning NONE = new Conditioning(0);
}
