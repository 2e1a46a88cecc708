package io.ringmain.gateway.process;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be closed in the order of {@link Part}, whatever was ready first. What comes after the end is
 * closed at once, so that a start that is interrupted leaves nothing behind.
 *
 * <p>Thread: any.
 */
final class Teardown {
    /** First closed first: nobody asks any more, nothing comes in any more, what is known is kept. */
    enum Part {
        HTTP,
        /** What does not end in time is done again, or told as failed, at the next start. */
        JOBS(1_500),
        /** Says that the process ends. */
        WATCH,
        /** What is said until now is handed to the plant; later it goes to the log. */
        TRAIL,
        PLANT,
        SIMULATED_PLANT,
        AUDIT,
        HISTORIAN,
        /** Its database may have stopped answering; what it misses it reads from the journal at the next start. */
        RECORDS(1_500),
        JOURNAL,
        ACCESS,
        USERS;

        private final long patienceMs;

        Part() {
            this(0);
        }

        /** @param patienceMs how long it is waited for until the next one's turn, 0 for as long as it takes */
        Part(long patienceMs) {
            this.patienceMs = patienceMs;
        }
    }

    private final ConcurrentSkipListMap<Part, AutoCloseable> parts = new ConcurrentSkipListMap<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    <T extends AutoCloseable> T add(Part part, T closeable) {
        parts.put(part, closeable);
        if (isClosed.get() && parts.remove(part, closeable)) {
            close(part, closeable);
        }
        return closeable;
    }

    /** Closes everything; false when a part failed to close, which is logged. */
    boolean close() {
        isClosed.set(true);
        boolean isClean = true;
        for (Map.Entry<Part, AutoCloseable> first = parts.pollFirstEntry();
                first != null;
                first = parts.pollFirstEntry()) {
            isClean &= close(first.getKey(), first.getValue());
        }
        return isClean;
    }

    private static boolean close(Part part, AutoCloseable closeable) {
        Logger log = LoggerFactory.getLogger(Teardown.class);
        long start = System.nanoTime();
        try {
            if (part.patienceMs == 0) {
                closeable.close();
            } else if (!closeWithin(part, closeable)) {
                log.warn("{} does not end and is not waited for any longer; the journal has everything", part);
                return true;
            }
            log.info("Closed {} in {} ms", part, (System.nanoTime() - start) / 1_000_000);
            return true;
        } catch (Exception e) {
            log.error("{} could not be closed: {}", part, e.toString(), e);
            return false;
        }
    }

    /** Closes in another thread; false when that goes on. */
    private static boolean closeWithin(Part part, AutoCloseable closeable) throws Exception {
        FutureTask<Void> closing = new FutureTask<>(() -> {
            closeable.close();
            return null;
        });
        Thread thread = new Thread(closing, "close " + part);
        thread.setDaemon(true);
        thread.start();
        try {
            closing.get(part.patienceMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
