package io.ringmain.connectors.mqtt.broker;

import java.util.concurrent.atomic.LongAdder;

/** What a link counts. Thread: any. */
public final class BrokerCounters {
    /** Connections that were established. */
    public final LongAdder connections = new LongAdder();
    /** Messages that came. */
    public final LongAdder messages = new LongAdder();
    /** Of those: given up because the link's thread was behind; always the oldest that waited. */
    public final LongAdder dropped = new LongAdder();
    /** Of those: larger than allowed. */
    public final LongAdder tooLarge = new LongAdder();
    /** Messages that were sent and, with QoS 1 and 2, acknowledged. */
    public final LongAdder published = new LongAdder();
    /** Messages that were refused by the broker, or nobody knows what became of. */
    public final LongAdder unpublished = new LongAdder();
    /** Things that should not have happened; the first is logged. */
    public final LongAdder errors = new LongAdder();
}
