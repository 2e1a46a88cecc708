package io.ringmain.gateway.auth;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the store again and again, in a thread of its own. What was known holds on while the store is down. */
final class StoreWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final long PERIOD_MS = 2_000;

    private final Runnable look;
    private final ScheduledExecutorService thread;
    private boolean isFailing;

    /** @param what for the thread's name and the log */
    StoreWatch(String what, Runnable look) {
        this.look = look;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, what + "-watch");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(() -> look(what), PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void look(String what) {
        try {
            look.run();
            isFailing = false;
        } catch (RuntimeException e) {
            if (!isFailing && !thread.isShutdown()) {
                LOG.warn("The store can not be read or written, changes wait ({}): {}", what, e.toString());
            }
            isFailing = true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
