package io.ringmain.core.plant;

import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.spi.SnapshotStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Stores the images that LOGIC made, in a thread of its own. Thread: OUTCOMES hands over. */
final class SnapshotWriter implements AutoCloseable {
    private final SnapshotStore store;
    private final StageErrors errors;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ringmain-snapshot");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long lastSequence;

    SnapshotWriter(SnapshotStore store, StageErrors errors) {
        this.store = store;
        this.errors = errors;
    }

    void write(long sequence, byte[] image) {
        executor.execute(() -> {
            try {
                store.store(sequence, new UnsafeBuffer(image), image.length);
                lastSequence = sequence;
            } catch (RuntimeException e) {
                errors.onError("SNAPSHOT", sequence, e);
            }
        });
    }

    /** Last event of the last snapshot that was stored since the start, 0 when none. */
    long lastSequence() {
        return lastSequence;
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
