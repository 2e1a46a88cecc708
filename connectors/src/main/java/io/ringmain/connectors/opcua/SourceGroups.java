package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The groups of one connector: one of all that is subscribed, one for each polling interval.
 *
 * <p>Thread: one at a time, guarded by {@link Acquirer}.
 */
final class SourceGroups {
    private final ConnectorContext context;
    private final Map<Integer, SourceGroup> polled = new TreeMap<>();
    private SourceGroup subscribed;

    SourceGroups(ConnectorContext context) {
        this.context = context;
    }

    /** Null when nothing is subscribed. */
    SourceGroup subscribed() {
        return subscribed;
    }

    Collection<SourceGroup> polled() {
        return polled.values();
    }

    List<SourceGroup> all() {
        List<SourceGroup> all = new ArrayList<>(polled.values());
        if (subscribed != null) {
            all.add(subscribed);
        }
        return all;
    }

    /** Null when there is none. */
    SourceGroup of(TagSource.Mode mode, int intervalMs) {
        return mode == TagSource.Mode.SUBSCRIBE ? subscribed : polled.get(intervalMs);
    }

    /** Sorts these tags into groups; gives what changed for the subscribed ones. */
    SourceGroup.Change tags(List<TagItem> tags) {
        List<TagItem> subscribedTags = new ArrayList<>();
        Map<Integer, List<TagItem>> polledTags = new TreeMap<>();
        for (TagItem tag : tags) {
            if (tag.mode() == TagSource.Mode.SUBSCRIBE) {
                subscribedTags.add(tag);
            } else {
                polledTags
                        .computeIfAbsent(tag.intervalMs(), any -> new ArrayList<>())
                        .add(tag);
            }
        }
        polled.forEach((interval, group) -> group.tags(polledTags.getOrDefault(interval, List.of())));
        polled.keySet().retainAll(polledTags.keySet());
        polledTags.forEach((interval, members) -> polled.computeIfAbsent(interval, any -> {
            SourceGroup group = made(TagSource.Mode.POLL, interval);
            group.tags(members);
            return group;
        }));
        return subscribe(subscribedTags);
    }

    private SourceGroup.Change subscribe(List<TagItem> tags) {
        if (subscribed == null && tags.isEmpty()) {
            return new SourceGroup.Change(List.of(), List.of());
        }
        if (subscribed == null) {
            subscribed = made(TagSource.Mode.SUBSCRIBE, 0);
        }
        SourceGroup.Change change = subscribed.tags(tags);
        if (tags.isEmpty()) {
            subscribed = null;
        }
        return change;
    }

    private SourceGroup made(TagSource.Mode mode, int intervalMs) {
        SourceGroup group = new SourceGroup(context.acquisition(mode, intervalMs));
        group.phase(AcquisitionPhase.STARTING);
        return group;
    }
}
