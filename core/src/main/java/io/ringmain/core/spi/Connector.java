package io.ringmain.core.spi;

import io.ringmain.core.tag.TagSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * Has one of the acquisitions do what an operator wants; what becomes of it is seen in {@link Acquisition#phase}. False
     * when this connector has none of that kind.
     *
     * <p>Thread: any. Must not block.
     *
     * @param intervalMs polling interval in milliseconds, 0 for {@link TagSource.Mode#SUBSCRIBE}
     */
    default boolean control(TagSource.Mode mode, int intervalMs, AcquisitionAction action) {
        return false;
    }

    /** What an operator should know beyond the link's state, for example the last error; may be empty. */
    String detail();

    /**
     * What it has counted since it was started, by the names that its provider declares
     * ({@link ConnectorProvider#counters}). Thread: any.
     */
    default Map<String, Long> counts() {
        return Map.of();
    }

    /**
     * Looks around in the device, where that can be done. Always the same one while it runs, so that a next page is found; it
     * ends with the connector, and callers do not close it.
     */
    default Optional<Browser> browser() {
        return Optional.empty();
    }

    /** The certificates of its peers, where it uses any. */
    default Optional<TrustList> trustList() {
        return Optional.empty();
    }

    /** Ends acquisition, threads and sockets within 3 s. */
    @Override
    void close();
}
