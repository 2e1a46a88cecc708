package io.ringmain.core.replay;

import io.ringmain.core.spi.JournalReader;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Fills chunks from a reader: in a thread of its own up to the end at the time, otherwise when it is asked for one.
 *
 * <p>Thread: its owner; the reader is the thread's until that has ended. Allocates: at open.
 */
final class ChunkSource implements AutoCloseable {
    private static final int AHEAD = 4;

    private final JournalReader reader;
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(AHEAD + 1);
    private boolean isAhead;
    private Thread thread;
    private Chunk own = new Chunk();
    private RuntimeException failure;

    ChunkSource(JournalReader reader, boolean isAhead) {
        this.reader = reader;
        this.isAhead = isAhead;
    }

    /**
     * The next chunk with at least one batch, null at the end for now.
     *
     * @param done the one before, which is filled again
     */
    Chunk next(Chunk done) {
        if (failure != null) {
            throw failure;
        }
        Chunk chunk = thread == null ? fill(own) : take(done);
        if (chunk.isLast() && thread != null) {
            awaitEnd();
            own = chunk;
        } else if (!chunk.isLast() && isAhead) {
            // There is more than fits into one.
            readOn();
        }
        if (chunk.failure() != null) {
            failure = chunk.failure() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("the journal can not be read", chunk.failure());
        }
        if (chunk.batches() > 0) {
            return chunk;
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** At the end only, when the thread has ended. */
    List<String> passedDamage() {
        return thread == null ? reader.passedDamage() : List.of();
    }

    private void readOn() {
        isAhead = false;
        for (int i = 1; i < AHEAD; i++) {
            free.add(new Chunk());
        }
        thread = new Thread(this::readAhead, "ringmain-replay-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private Chunk take(Chunk done) {
        try {
            if (done != null) {
                free.put(done);
            }
            return full.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the journal", e);
        }
    }

    private void readAhead() {
        try {
            Chunk chunk;
            do {
                chunk = fill(free.take());
                full.put(chunk);
            } while (!chunk.isLast());
        } catch (InterruptedException e) {
            // Closed before the end was reached.
            Thread.currentThread().interrupt();
        }
    }

    private Chunk fill(Chunk chunk) {
        chunk.clear();
        try {
            while (chunk.hasRoom()) {
                if (!reader.poll(chunk::add)) {
                    chunk.end(null);
                    break;
                }
            }
        } catch (RuntimeException | Error e) {
            chunk.end(e);
        }
        return chunk;
    }

    private void awaitEnd() {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        thread = null;
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            awaitEnd();
        }
        reader.close();
    }
}
