package io.ringmain.perf.conventional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A bounded queue and a thread that appends what is in it to a file, as much as there is at a time, one write a batch.
 * When the thread finds nothing it parks for a moment and is not woken, so that nobody pays for signals.
 *
 * <p>Thread: any appends, and waits when the queue is full.
 */
final class RecordLog implements AutoCloseable {
    private static final int CAPACITY = 16 * 1024;
    private static final long PARK_NS = 100_000;

    private final BlockingQueue<Recorded> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final RecordFile file;
    private final Thread writer = new Thread(this::run, "record-writer");
    private volatile long written;
    private volatile boolean isClosed;
    private volatile IOException failure;

    RecordLog(Path path) {
        try {
            file = RecordFile.create(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writer.start();
    }

    /** @throws UncheckedIOException when the file can not be written any more */
    void append(Recorded recorded) {
        try {
            queue.put(recorded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Records that are in the file: they survive the process. Thread: any. */
    long written() {
        return written;
    }

    /** Makes what is in the file survive a loss of power. Thread: any. */
    void force() {
        try {
            file.force();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        List<Recorded> batch = new ArrayList<>(RecordFile.MAX_RECORDS);
        while (true) {
            boolean isLast = isClosed; // read before the queue is looked into
            int count = queue.drainTo(batch, RecordFile.MAX_RECORDS);
            if (count > 0) {
                write(batch);
                written += count; // its only writer
                batch.clear();
            } else if (isLast) {
                return;
            } else {
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }

    /** After a failure the queue is still emptied, so that nobody waits for ever. */
    private void write(List<Recorded> batch) {
        if (failure == null) {
            try {
                file.append(batch);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** Writes what is in the queue and closes the file. */
    @Override
    public void close() {
        isClosed = true;
        try {
            writer.join();
            file.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
