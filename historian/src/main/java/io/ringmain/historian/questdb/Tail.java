package io.ringmain.historian.questdb;

import io.ringmain.historian.recording.StoredSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest samples of the journal in memory, so that an answer has those too that the server does not show yet. What
 * queries see of the server goes up to a mark; of what lies behind the mark the newest {@value #ROWS} rows are here.
 *
 * <p>Thread: {@link TailFollower} adds, the projection moves the mark, any reads. Allocates: a row each. A reader may come
 * upon a newer row in the place of one that was overtaken; rows are immutable, and a row read twice is one by its key.
 */
final class Tail {
    static final int ROWS = 1 << 18;

    /**
     * How far something is.
     *
     * @param sequence last one, batches are whole
     * @param ringTimeNs of its event
     */
    record Mark(long sequence, long ringTimeNs) {}

    private record Row(long emittedAt, long ringTimeNs, StoredSample sample) {}

    private final Row[] rows = new Row[ROWS];
    private final Map<String, StoredSample> held = new ConcurrentHashMap<>();
    private volatile long head;
    private volatile Mark visible;
    /** From behind there on the rows here are complete. */
    private volatile Mark from;

    private volatile Mark read;
    private volatile boolean isAtEnd;

    /** @param begin where the first row will follow; what is before it stands on the server */
    Tail(long begin) {
        visible = new Mark(begin, Long.MIN_VALUE);
        from = visible;
        read = visible;
    }

    /** Adds a row that the batch ending with a sequence led to. */
    void add(long emittedAt, long ringTimeNs, StoredSample sample) {
        long next = head;
        if (from.ringTimeNs() == Long.MIN_VALUE) {
            from = new Mark(from.sequence(), ringTimeNs);
        }
        int place = (int) (next & ROWS - 1);
        Row overtaken = rows[place];
        if (overtaken != null && overtaken.emittedAt() > from.sequence()) {
            from = new Mark(overtaken.emittedAt(), overtaken.ringTimeNs());
        }
        rows[place] = new Row(emittedAt, ringTimeNs, sample);
        head = next + 1;
    }

    /** The newest sample of a tag, which its recorder holds back for now. */
    void hold(StoredSample sample) {
        held.put(sample.tag(), sample);
    }

    /** All batches through there have been read. */
    void onRead(Mark through, boolean isEnd) {
        read = through;
        isAtEnd = isEnd;
    }

    /** Queries see all rows that batches through there led to. */
    void onVisible(Mark through) {
        visible = through;
    }

    /** Rows of a tag that queries of the server may not see, in no order, with one that is held back. */
    List<StoredSample> rows(String tag) {
        long seen = visible.sequence();
        List<StoredSample> found = new ArrayList<>();
        long end = head;
        for (long i = end - 1; i >= Math.max(0, end - ROWS); i--) {
            Row row = rows[(int) (i & ROWS - 1)];
            if (row.emittedAt() <= seen) {
                break; // all others are older
            }
            if (row.sample().tag().equals(tag)) {
                found.add(row.sample());
            }
        }
        StoredSample newest = held.get(tag);
        if (newest != null) {
            found.add(newest);
        }
        return found;
    }

    /** From which ring time on the rows here are complete. */
    long completeFromNs() {
        return from.ringTimeNs();
    }

    /** Ring times between what the server shows and what is here; null when there is nothing between. */
    long[] missing() {
        Mark shown = visible;
        Mark kept = from;
        return kept.sequence() > shown.sequence() ? new long[] {shown.ringTimeNs(), kept.ringTimeNs()} : null;
    }

    /** Until when it is known what came: now, when the journal has been read to its end. */
    long coveredNs(long nowNs) {
        return isAtEnd ? Math.max(nowNs, read.ringTimeNs()) : read.ringTimeNs();
    }
}
