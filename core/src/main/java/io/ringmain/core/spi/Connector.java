package io.ringmain.core.spi;

import java.util.List;

/**
 * A link to field devices. Publishes updates and link states into the ring through its {@link ConnectorContext}, and
 * takes writes for its tags.
 */
public interface Connector extends AutoCloseable {

    /**
     * Starts acquisition and returns at once; connecting and reconnecting go on in the connector's own thread. An
     * unreachable device is not an error here: it is reported as {@link LinkState#UNAVAILABLE}.
     */
    void start(ConnectorContext context);

    /**
     * Queues a write to a device and returns at once. Exactly one {@link ConnectorContext#answer} must follow, also
     * when the link is lost or the device never answers.
     *
     * <p>Thread: OUTCOMES. Must not block and must not publish from this call.
     */
    void write(DeviceWrite write);

    /**
     * The bound tags are others now: some came, went or changed. A connector that takes them while it runs answers true;
     * false has it closed and another one started in its place.
     *
     * <p>Thread: one at a time, not the connector's own. Must not block for long.
     */
    default boolean tagsChanged(List<BoundTag> tags) {
        return false;
    }

    /** What an operator should know beyond the link's state, for example the last error; may be empty. */
    String detail();

    /** Ends acquisition, threads and sockets within 3 s. */
    @Override
    void close();
}
