package io.ringmain.core.ring;

/** What a producer does when the ring is full. */
public enum Backpressure {
    /** Waits for room: nothing is lost, the producer is slowed down. */
    WAIT,
    /** Keeps the newest update of each tag and publishes it when there is room. */
    CONFLATE,
    /** Drops the update and says so. */
    REFUSE
}
