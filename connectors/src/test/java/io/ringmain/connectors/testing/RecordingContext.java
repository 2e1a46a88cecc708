package io.ringmain.connectors.testing;

import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands for the core: records what a connector tells it. A value is boxed, or null for a status alone. It can refuse updates
 * ({@link #isFull}) and have them wait ({@link #block}), as a full ring does, and notes what comes after {@link #seal}.
 */
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
    /** Updates that were refused because it was full. */
    public final AtomicLong refused = new AtomicLong();
    /** What came after it was sealed. */
    public final List<String> late = new CopyOnWriteArrayList<>();
    /** What came by {@link #backfill}. */
    public final List<Update> backfilled = new CopyOnWriteArrayList<>();

    private final List<BoundTag> tags = new ArrayList<>();
    private final Map<String, Acquisition> acquisitions = new ConcurrentHashMap<>();
    private final Backfill backfill = new Backfill(this);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean isSealed;
    private volatile Path folder;

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

    /** From now on updates and link states wait until {@link #unblock}, or until their thread is interrupted. */
    public void block() {
        gate = new CountDownLatch(1);
    }

    public void unblock() {
        gate.countDown();
    }

    /** The connector is closed: whatever it publishes now is noted as {@link #late}. */
    public void seal() {
        isSealed = true;
    }

    /** The last answers of a write, in order; empty while there is none. */
    public List<Integer> answers(long writeId) {
        return answers.getOrDefault(writeId, List.of());
    }

    @Override
    public Acquisition acquisition(TagSource.Mode mode, int intervalMs) {
        return acquisitions.computeIfAbsent(mode + "-" + intervalMs, any -> new Acquisition(mode, intervalMs));
    }

    @Override
    public UpdatePublisher backfill() {
        return backfill;
    }

    /** Has it keep its files there. */
    public RecordingContext in(Path own) {
        folder = own;
        return this;
    }

    @Override
    public Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("ringmain-connector");
                folder.toFile().deleteOnExit();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** False when the thread was interrupted meanwhile. */
    private boolean pass(String what) {
        publishingThreads.add(Thread.currentThread().getName());
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (isSealed) {
            late.add(what);
        }
        return true;
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
    public void link(LinkState state) {
        if (pass("link " + state)) {
            links.add(state);
        }
    }

    @Override
    public void answer(long writeId, int statusCode) {
        if (isSealed) {
            late.add("answer of write " + writeId);
        }
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
        if (isBroken) {
            publishingThreads.add(Thread.currentThread().getName());
            throw new IllegalStateException("broken on purpose");
        }
        if (!pass("update of tag " + tagId)) {
            return false;
        }
        if (isFull) {
            refused.incrementAndGet();
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
