package io.ringmain.core.plant;

import io.ringmain.core.logic.StateCapture;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.spi.SnapshotStore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes snapshots while LOGIC goes on.
 *
 * <p>Thread: its own; asked by OUTCOMES. Allocates: per snapshot.
 */
final class SnapshotWriter implements AutoCloseable {
    private static final long END_MS = 3_000;

    private final SnapshotStore store;
    private final StageErrors errors;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ringmain-snapshot");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Future<?> last;
    private volatile long lastSequence;

    SnapshotWriter(SnapshotStore store, StageErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    void write(StateCapture capture) {
        last = executor.submit(() -> {
            try (capture) {
                store.store(capture.sequence(), capture::writeTo);
                lastSequence = capture.sequence();
            } catch (RuntimeException | Error e) {
                errors.onError("SNAPSHOT", capture.sequence(), e);
            }
        });
    }

    /** Last event of the last snapshot that was stored since the start, 0 when none. */
    long lastSequence() {
        return lastSequence;
    }

    /** Waits until what was asked for is stored; while one is being stored no other can be taken. */
    void awaitIdle() {
        Future<?> asked = last;
        if (asked == null) {
            return;
        }
        try {
            asked.get(END_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            errors.onError("SNAPSHOT", lastSequence, e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(END_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
