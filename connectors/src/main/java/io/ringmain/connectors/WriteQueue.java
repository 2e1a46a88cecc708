package io.ringmain.connectors;

import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes that wait for a connector's thread. While there is no link each is answered at once, and so are those that wait when
 * it is lost: every write leaves the queue exactly once, either by {@link #poll} or with an answer.
 *
 * <p>Thread: any offers; one takes, opens and closes.
 */
public final class WriteQueue {
    private final ConnectorContext context;
    private final int capacity;
    private final Queue<DeviceWrite> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    /** What is answered at once, {@link Quality#GOOD} while writes are taken. */
    private volatile int refusal = Quality.BAD_NO_COMMUNICATION;

    /** @param capacity how many may wait; more are answered with BadResourceUnavailable */
    public WriteQueue(ConnectorContext context, int capacity) {
        this.context = context;
        this.capacity = capacity;
    }

    /** Takes a write in, or answers it. True when it waits now. */
    public boolean offer(DeviceWrite write) {
        int status = refusal;
        if (status != Quality.GOOD) {
            context.answer(write.writeId(), status);
            return false;
        }
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            context.answer(write.writeId(), Quality.BAD_RESOURCE_UNAVAILABLE);
            return false;
        }
        queue.add(write);
        // closed meanwhile: nobody may come for it any more
        status = refusal;
        if (status != Quality.GOOD) {
            answerAll(status);
            return false;
        }
        return true;
    }

    /** The next write, which has to be answered by the caller; null when none waits. */
    public DeviceWrite poll() {
        DeviceWrite write = queue.poll();
        if (write != null) {
            size.decrementAndGet();
        }
        return write;
    }

    /** The link is there: writes are taken. */
    public void open() {
        refusal = Quality.GOOD;
    }

    /** The link is lost or the connector ends: what waits and what comes is answered with that status. */
    public void close(int statusCode) {
        refusal = statusCode;
        answerAll(statusCode);
    }

    private void answerAll(int statusCode) {
        for (DeviceWrite write = poll(); write != null; write = poll()) {
            context.answer(write.writeId(), statusCode);
        }
    }
}
