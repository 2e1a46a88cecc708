package io.ringmain.connectors.testing;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.TagDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands for the core: records what a connector tells it. A value is boxed, or null for a status alone. */
public final class RecordingContext implements ConnectorContext, UpdatePublisher {

    public record Update(int tagId, Object value, int statusCode, long sourceTimeNs) {}

    public final List<Update> updates = new CopyOnWriteArrayList<>();
    public final Map<Integer, Update> newest = new ConcurrentHashMap<>();
    public final List<LinkState> links = new CopyOnWriteArrayList<>();
    public final Map<Long, List<Integer>> answers = new ConcurrentHashMap<>();
    public final Set<String> publishingThreads = ConcurrentHashMap.newKeySet();
    public final AtomicLong flushes = new AtomicLong();
    public volatile boolean isFull;
    public volatile boolean isBroken;
    private final List<BoundTag> tags = new ArrayList<>();

    public RecordingContext(List<TagDefinition> definitions) {
        for (TagDefinition definition : definitions) {
            tags.add(new BoundTag(tags.size(), definition));
        }
    }

    public Update newest(int tagId) {
        return newest.get(tagId);
    }

    public LinkState link() {
        return links.isEmpty() ? LinkState.UNKNOWN : links.get(links.size() - 1);
    }

    @Override
    public List<BoundTag> tags() {
        return tags;
    }

    @Override
    public UpdatePublisher updates() {
        return this;
    }

    @Override
    public UpdatePublisher backfill() {
        throw new UnsupportedOperationException("no backfill here");
    }

    @Override
    public void link(LinkState state) {
        publishingThreads.add(Thread.currentThread().getName());
        links.add(state);
    }

    @Override
    public void answer(long writeId, int statusCode) {
        answers.computeIfAbsent(writeId, any -> new CopyOnWriteArrayList<>()).add(statusCode);
    }

    @Override
    public boolean update(int tagId, double[] values, int count, int statusCode, long sourceTimeNs) {
        return record(tagId, Arrays.stream(values, 0, count).boxed().toList(), statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, long[] values, int count, int statusCode, long sourceTimeNs) {
        return record(tagId, Arrays.stream(values, 0, count).boxed().toList(), statusCode, sourceTimeNs);
    }

    private boolean record(int tagId, Object value, int statusCode, long sourceTimeNs) {
        publishingThreads.add(Thread.currentThread().getName());
        if (isBroken) {
            throw new IllegalStateException("broken on purpose");
        }
        if (isFull) {
            return false;
        }
        Update update = new Update(tagId, value, statusCode, sourceTimeNs);
        updates.add(update);
        newest.put(tagId, update);
        return true;
    }

    @Override
    public boolean update(int tagId, double value, int statusCode, long sourceTimeNs) {
        return record(tagId, value, statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, long value, int statusCode, long sourceTimeNs) {
        return record(tagId, value, statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, boolean value, int statusCode, long sourceTimeNs) {
        return record(tagId, value, statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, byte[] utf8, int length, int statusCode, long sourceTimeNs) {
        return record(tagId, new String(utf8, 0, length, StandardCharsets.UTF_8), statusCode, sourceTimeNs);
    }

    @Override
    public boolean status(int tagId, int statusCode, long sourceTimeNs) {
        return record(tagId, null, statusCode, sourceTimeNs);
    }

    @Override
    public boolean flush() {
        publishingThreads.add(Thread.currentThread().getName());
        flushes.incrementAndGet();
        return true;
    }
}
