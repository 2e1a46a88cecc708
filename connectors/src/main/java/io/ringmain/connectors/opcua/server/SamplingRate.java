package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.JournalGate;
import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.ServedVariable;
import io.ringmain.core.plant.ChangeMarks;
import io.ringmain.core.plant.Plant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * What is sampled at one interval.
 *
 * <p>Thread: the sampling one. Owns: its places. Allocates: per value that is given.
 */
final class SamplingRate {
    /** How long values wait for the journal, which is milliseconds behind as a rule; then they come the next time. */
    static final long PATIENCE_MS = 1_000;

    /** A tag, and all items that want it. */
    private static final class TagWatch {
        final int tagId;
        final List<DataItem> items = new ArrayList<>(1);
        int place;
        /** Changes that were journaled when it was last given. */
        long mark;
        /** What is to be given, and the mark that belongs to it. */
        DataValue next;

        long nextMark;

        TagWatch(int tagId) {
            this.tagId = tagId;
        }
    }

    private record VariableWatch(ServedVariable variable, DataItem item) {}

    private final long intervalNs;
    private long dueNs;
    private long lastTotal = -1;
    private final Map<Integer, TagWatch> tags = new HashMap<>();
    private final List<TagWatch> tagList = new ArrayList<>();
    private final List<VariableWatch> variables = new ArrayList<>();
    private final List<TagWatch> changed = new ArrayList<>();

    SamplingRate(long intervalNs) {
        this.intervalNs = intervalNs;
        advance(System.nanoTime());
    }

    long dueNs() {
        return dueNs;
    }

    long intervalNs() {
        return intervalNs;
    }

    /** The next multiple of the interval, so that intervals that go into each other meet. */
    void advance(long nowNs) {
        dueNs = Math.floorDiv(nowNs, intervalNs) * intervalNs + intervalNs;
    }

    boolean isEmpty() {
        return tagList.isEmpty() && variables.isEmpty();
    }

    void addTag(int tagId, DataItem item) {
        TagWatch watch = tags.get(tagId);
        if (watch == null) {
            watch = new TagWatch(tagId);
            watch.place = tagList.size();
            tags.put(tagId, watch);
            tagList.add(watch);
        }
        watch.items.add(item);
        watch.mark = -1; // the new item has seen nothing; the others drop what they have
        lastTotal = -1;
    }

    void addVariable(ServedVariable variable, DataItem item) {
        variables.add(new VariableWatch(variable, item));
    }

    /** @param tagId the tag that the item was added with, {@link ServedVariable#NO_TAG} for none */
    void remove(int tagId, DataItem item) {
        TagWatch watch = tags.get(tagId);
        if (watch == null) {
            variables.removeIf(v -> v.item() == item);
            return;
        }
        watch.items.removeIf(i -> i == item);
        if (watch.items.isEmpty()) {
            tags.remove(tagId);
            TagWatch last = tagList.remove(tagList.size() - 1);
            if (last != watch) {
                tagList.set(watch.place, last);
                last.place = watch.place;
            }
        }
    }

    void sample(Plant plant, JournalGate gate, Reading reading) {
        ChangeMarks marks = plant.changes();
        long total = marks.total();
        if (total != lastTotal && sampleTags(plant, marks, gate, reading)) {
            lastTotal = total;
        }
        for (int i = 0; i < variables.size(); i++) {
            VariableWatch watch = variables.get(i);
            reading.begin();
            DataValue value = NodeAttributes.ranged(
                    watch.variable().value(reading),
                    watch.item().getReadValueId().getIndexRange());
            if (gate.await(reading.sequence(), PATIENCE_MS)) {
                watch.item().setValue(value);
            }
        }
    }

    /** True when all that has changed was given. */
    private boolean sampleTags(Plant plant, ChangeMarks marks, JournalGate gate, Reading reading) {
        reading.begin();
        for (int i = 0; i < tagList.size(); i++) {
            TagWatch watch = tagList.get(i);
            long mark = marks.of(watch.tagId);
            if (mark != watch.mark && plant.values().read(watch.tagId, reading.tag)) {
                reading.saw(reading.tag.sequence);
                watch.next = DataValues.of(reading.tag);
                watch.nextMark = mark;
                changed.add(watch);
            }
        }
        boolean isJournaled = gate.await(reading.sequence(), PATIENCE_MS);
        for (int i = 0; i < changed.size(); i++) {
            TagWatch watch = changed.get(i);
            if (isJournaled) {
                watch.mark = watch.nextMark;
                for (int j = 0; j < watch.items.size(); j++) {
                    watch.items.get(j).setValue(watch.next);
                }
            }
            watch.next = null;
        }
        changed.clear();
        return isJournaled;
    }
}
