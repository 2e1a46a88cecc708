package io.ringmain.historian.questdb;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.recording.SampleSink;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal to its end, whatever the server does, and fills the {@link Tail} with the rows that the projection
 * makes of it sooner or later.
 *
 * <p>Thread: one of its own. It reads files only; the ring does not feel it.
 */
final class TailFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TailFollower.class);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long END_MS = 1_000;

    private final LongFunction<JournalReader> journal;
    private final Tail tail;
    private final SampleRows rows;
    private final BatchDecoder decoder = new BatchDecoder();
    private final Thread thread;
    private volatile boolean isClosing;
    private long sequence;
    private String told = "";

    private TailFollower(LongFunction<JournalReader> journal, Tail tail, SampleRows rows, long sequence) {
        this.journal = journal;
        this.tail = tail;
        this.rows = rows;
        this.sequence = sequence;
        this.thread = new Thread(this::guarded, "questdb-tail");
        this.thread.setDaemon(true);
    }

    /** Follows from the projection's position on, which has been loaded and not changed yet. */
    static TailFollower of(LongFunction<JournalReader> journal, ProjectionPosition position, Tail tail) {
        try {
            return new TailFollower(
                    journal, tail, new SampleRows(position.configuration(), position.recording()), position.sequence());
        } catch (IOException e) {
            position.reset(ProjectionPosition.NONE); // the projection will begin at the first record, too
            return of(journal, position, tail);
        }
    }

    void start() {
        thread.start();
    }

    private void guarded() {
        try {
            run();
        } catch (Throwable e) { // an Error too: nobody else would say that the newest samples are missing
            LOG.error(
                    "The newest samples of the journal are read no more until a restart; trends end where QuestDB is",
                    e);
        }
    }

    private void run() {
        while (!isClosing) {
            try (JournalReader reader = journal.apply(sequence + 1)) {
                follow(reader);
            } catch (RuntimeException e) {
                tell(String.valueOf(e.getMessage()));
                LockSupport.parkNanos(AGAIN_NS);
            }
        }
    }

    /** It is tried again each second, and told when it is another reason. */
    private void tell(String reason) {
        if (!reason.equals(told)) {
            told = reason;
            LOG.warn("The newest samples of the journal can not be read at the moment: {}", reason);
        }
    }

    private void follow(JournalReader reader) {
        SampleSink sink = sample -> tail.add(decoder.lastSequence(), rows.ringTimeNs(), sample);
        JournalReader.BatchHandler handler = (buffer, offset, length) -> {
            if (decoder.wrap(buffer, offset, length)) {
                rows.add(decoder, sink, tail::hold);
                sequence = decoder.lastSequence();
            }
        };
        boolean isAtEnd = false;
        while (!isClosing) {
            boolean hadBatch = reader.poll(handler);
            if (hadBatch || !isAtEnd) {
                isAtEnd = !hadBatch;
                tail.onRead(new Tail.Mark(sequence, rows.ringTimeNs()), isAtEnd);
            }
            if (!hadBatch) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
