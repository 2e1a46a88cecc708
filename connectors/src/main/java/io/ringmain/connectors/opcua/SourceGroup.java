package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionPhase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All sources that are subscribed, or those that are polled at one interval, with what is noted of them. It outlives
 * connections.
 *
 * <p>Thread: the link's, except where said.
 */
final class SourceGroup {
    private final Acquisition notes;
    private Map<ReadSource.Key, ReadSource> sources = Map.of();
    private volatile boolean isStopped;

    SourceGroup(Acquisition notes) {
        this.notes = notes;
    }

    /** Thread: any; who writes what is said in {@link Acquisition}'s own terms by {@link PublishingLoop} and the pollers. */
    Acquisition notes() {
        return notes;
    }

    int intervalMs() {
        return notes.intervalMs();
    }

    Collection<ReadSource> sources() {
        return sources.values();
    }

    /** Whether an operator has stopped it. Thread: any. */
    boolean isStopped() {
        return isStopped;
    }

    void stopped(boolean isNow) {
        isStopped = isNow;
    }

    void phase(AcquisitionPhase phase) {
        notes.phase(phase);
    }

    /** What came and went when its tags became others. */
    record Change(List<ReadSource> added, List<ReadSource> removed) {
        boolean isNone() {
            return added.isEmpty() && removed.isEmpty();
        }
    }

    /** Takes other tags; a source whose tags are what they were stays as it is. */
    Change tags(List<TagItem> tags) {
        Map<ReadSource.Key, List<TagItem>> wanted = ReadSource.byKey(tags);
        Change change = new Change(new ArrayList<>(), new ArrayList<>());
        Map<ReadSource.Key, ReadSource> next = new LinkedHashMap<>();
        wanted.forEach((key, members) -> {
            ReadSource known = sources.get(key);
            if (known != null && List.of(known.tags()).equals(members)) {
                next.put(key, known);
            } else {
                ReadSource source = new ReadSource(key, members);
                next.put(key, source);
                change.added().add(source);
            }
        });
        sources.forEach((key, source) -> {
            if (next.get(key) != source) {
                source.drop();
                change.removed().add(source);
            }
        });
        sources = next;
        return change;
    }
}
