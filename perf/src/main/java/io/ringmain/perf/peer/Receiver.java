package io.ringmain.perf.peer;

/** What takes packets from a {@link PacketServer}, applies their values, evaluates limits and records. */
interface Receiver {

    /** Waits until all packets sent are applied. */
    void awaitApplied(PacketSource sent);
}
