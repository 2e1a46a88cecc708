package io.ringmain.core.replay;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Result;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import java.util.List;

/**
 * A journal record by record, from a sequence on. What is read is copied in chunks of many batches, so that a second thread
 * can read and check ahead of who executes.
 *
 * <p>Thread: its owner. Allocates: at open, then what {@link BatchDecoder} does.
 */
public final class JournalFeed implements AutoCloseable {
    private final BatchDecoder decoder = new BatchDecoder();
    private final ChunkSource chunks;
    private final long fromSequence;
    private Chunk chunk;
    private int nextBatch;
    private boolean isBatchOpen;
    private long lastSequence;
    private boolean isFirst = true;
    private String tear;
    private long missing;

    private JournalFeed(ChunkSource chunks, long fromSequence) {
        this.chunks = chunks;
        this.fromSequence = Math.max(1, fromSequence);
        this.lastSequence = this.fromSequence - 1;
    }

    /** Reads when asked. */
    public static JournalFeed open(JournalStore journal, long fromSequence) {
        return new JournalFeed(new ChunkSource(journal.reader(fromSequence), false), fromSequence);
    }

    /** Reads ahead in a thread of its own up to what is now the end; behind it when asked. */
    public static JournalFeed openAhead(JournalStore journal, long fromSequence) {
        return new JournalFeed(new ChunkSource(journal.reader(fromSequence), true), fromSequence);
    }

    /**
     * Moves to the next record; false at the end for now.
     *
     * @throws RuntimeException of the {@link JournalReader} or the decoder when the journal is damaged there
     */
    public boolean next() {
        while (true) {
            while (isBatchOpen && decoder.next()) {
                if (decoder.event().sequence >= fromSequence) {
                    return true;
                }
            }
            isBatchOpen = false;
            if (!openBatch()) {
                return false;
            }
        }
    }

    private boolean openBatch() {
        if (chunk == null || nextBatch == chunk.batches()) {
            chunk = chunks.next(chunk);
            nextBatch = 0;
            if (chunk == null) {
                return false;
            }
        }
        isBatchOpen = decoder.wrap(chunk.buffer(), chunk.offset(nextBatch), chunk.length(nextBatch));
        nextBatch++;
        if (isBatchOpen) {
            follow();
        }
        return true;
    }

    /** Batches stand without a gap and once each; the first one may begin earlier than asked for. */
    private void follow() {
        long first = decoder.firstSequence();
        long expected = lastSequence + 1;
        if (isFirst ? first > expected : first != expected) {
            missing += Math.max(0, first - expected);
            if (tear == null) {
                tear = "sequence " + expected + ": the journal goes on at " + first
                        + ", events are missing or stand in it twice";
            }
        }
        isFirst = false;
        lastSequence = Math.max(lastSequence, decoder.lastSequence());
    }

    /** The present record's input; valid until the next call of {@link #next}. */
    public Event event() {
        return decoder.event();
    }

    /** Recorded results of the present record. */
    public int resultCount() {
        return decoder.resultCount();
    }

    /** One recorded result, in a flyweight that the next call moves. */
    public Result result(int index) {
        return decoder.result(index);
    }

    /** Last sequence that the batches up to here cover, ticks without an effect included. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Where the journal does not go on as it has to, null when it does; told once. */
    public String takeTear() {
        String told = tear;
        tear = null;
        return told;
    }

    /** Positions that no batch covered so far. */
    public long missing() {
        return missing;
    }

    /** Parts of the journal before the first record that are damaged, a line each; at the end only. */
    public List<String> passedDamage() {
        return chunks.passedDamage();
    }

    @Override
    public void close() {
        chunks.close();
    }
}
