package io.ringmain.core.spi;

import io.ringmain.core.tag.TagSource;
import java.nio.file.Path;
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

    /**
     * Where values go that come late, such as those that a device has kept while the link was lost: they are journaled and
     * stored with their source times, scaled as the tag's updates are, and touch neither current values nor alarms. False
     * means that the ring has no room beside the present: the same value is to be given again later; a scan ends there.
     * Thread: the same one that publishes updates.
     */
    UpdatePublisher backfill();

    /** Reports the link's state. Thread: the same one that publishes updates. */
    void link(LinkState state);

    /**
     * Answers a {@link DeviceWrite} with an OPC UA status code. Thread: any, one answer a write.
     */
    void answer(long writeId, int statusCode);

    /**
     * What the connector notes about one of its acquisitions: that of all its subscribed tags, or of the tags that are polled
     * at one interval. Always the same instance for the same arguments.
     *
     * @param intervalMs polling interval in milliseconds, 0 for {@link TagSource.Mode#SUBSCRIBE}
     */
    Acquisition acquisition(TagSource.Mode mode, int intervalMs);

    /** Folder of this connector's own in the data folder, for certificates and what it keeps; made on the first call. */
    Path folder();
}
