package io.ringmain.gateway.process;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be closed in the opposite order. What comes after the end is closed at once, so that a start
 * that is interrupted leaves nothing behind.
 *
 * <p>Thread: any.
 */
final class Teardown {
    private record Part(String name, AutoCloseable closeable) {}

    private final Deque<Part> parts = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    <T extends AutoCloseable> T add(String name, T closeable) {
        Part part = new Part(name, closeable);
        parts.push(part);
        if (isClosed.get() && parts.remove(part)) {
            close(part);
        }
        return closeable;
    }

    /** Closes everything; false when a part failed to close, which is logged. */
    boolean close() {
        isClosed.set(true);
        boolean isClean = true;
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            isClean &= close(part);
        }
        return isClean;
    }

    private static boolean close(Part part) {
        Logger log = LoggerFactory.getLogger(Teardown.class);
        long start = System.nanoTime();
        try {
            part.closeable().close();
            log.info("Closed {} in {} ms", part.name(), (System.nanoTime() - start) / 1_000_000);
            return true;
        } catch (Exception e) {
            log.error("{} could not be closed: {}", part.name(), e.toString(), e);
            return false;
        }
    }
}
