package io.ringmain.core.spi;

import java.util.List;

/** What the core gives a connector. */
public interface ConnectorContext {

    /** The tags bound to this connector at present, see {@link Connector#tagsChanged}. */
    List<BoundTag> tags();

    /**
     * Where updates go. Thread: one thread of the connector only, because the order of a link is the order of its
     * calls.
     */
    UpdatePublisher updates();

    /** Reports the link's state. Thread: the same one that publishes updates. */
    void link(LinkState state);

    /**
     * Answers a {@link DeviceWrite} with an OPC UA status code. Thread: any, one answer a write.
     */
    void answer(long writeId, int statusCode);
}
