package io.ringmain.perf.opcua;

import io.ringmain.core.plant.Plant;
import io.ringmain.perf.SuiteFailedException;
import java.util.concurrent.TimeUnit;

/**
 * What came of what a server changed within a window. A server that has too much for its queues drops some of it, and that
 * never comes.
 */
record Window(long sent, long came, double seconds) {
    private static final long LOOK_MS = 20;
    /** When nothing has come for that long, nothing more will. */
    private static final int LOOKS = 25;

    static Window run(ToldProcess server, Plant plant, int windowMs, int changeMs) {
        long before = FieldSite.applied(plant);
        long begin = System.nanoTime();
        server.tell(BatchServer.CHANGE + windowMs / changeMs + " " + changeMs);
        long sent = Long.parseLong(server.await(BatchServer.CHANGED));
        long end = System.nanoTime();
        long came = FieldSite.applied(plant) - before;
        for (int look = 0; came < sent && look < LOOKS; look++) {
            sleep();
            long now = FieldSite.applied(plant) - before;
            if (now > came) {
                came = now;
                end = System.nanoTime();
                look = 0;
            }
        }
        return new Window(sent, came, (end - begin) / 1e9);
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
