package io.ringmain.perf.opcua;

import io.ringmain.core.plant.Plant;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.ToldProcess;
import java.util.concurrent.TimeUnit;

/**
 * What came of what a server changed within a window. A server that has too much for its queues drops the oldest of it, and
 * that never comes; the newest value of each item always does. A window is over when all tags have that one and nothing has come
 * for half a second, so that what comes late does not count in the next.
 */
record Window(long sent, long came, double seconds) {
    private static final long LOOK_MS = 20;
    /** Looks in a row without a value, after which the newest ones are not waited for any longer. */
    private static final int LOOKS = 250;
    /** Looks in a row without a value, after which those with the newest values are done. */
    private static final int QUIET_LOOKS = 25;

    static Window run(ToldProcess server, Plant plant, int tags, int windowMs, int changeMs) {
        long before = FieldSite.applied(plant);
        long begin = System.nanoTime();
        server.tell(BatchServer.CHANGE + windowMs / changeMs + " " + changeMs);
        String[] changed = server.await(BatchServer.CHANGED).split(" ");
        long sent = Long.parseLong(changed[0]);
        double newest = Double.parseDouble(changed[1]);
        long end = System.nanoTime();
        long came = FieldSite.applied(plant) - before;
        for (int look = 0; look < LOOKS; look++) {
            boolean isAll = FieldSite.hasValue(plant, tags, newest);
            long now = FieldSite.applied(plant) - before;
            if (now > came) {
                came = now;
                end = System.nanoTime();
                look = 0;
            } else if (isAll && look >= QUIET_LOOKS) {
                return new Window(sent, came, (end - begin) / 1e9);
            }
            sleep();
        }
        throw new SuiteFailedException("opcua: the newest values did not come, " + came + " of " + sent + " did");
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("opcua: interrupted");
        }
    }

    /** Values a second, until the last one had come. */
    double rate() {
        return came / seconds;
    }

    double lostPercent() {
        return 100.0 * (sent - came) / sent;
    }
}
