package io.ringmain.perf.peer;

import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/** One contestant: its windows are measured in turn with the others'. */
abstract class Lane {
    private final String name;
    private final long windowNs;
    private final List<Double> rates = new ArrayList<>();

    Lane(String name, long windowNs) {
        this.name = name;
        this.windowNs = windowNs;
    }

    /** Sends for that long and waits until all of it is applied; values sent. */
    abstract long feed(long forNs);

    final void warmUp() {
        feed(windowNs);
    }

    final void measure() {
        long begin = System.nanoTime();
        long values = feed(windowNs);
        rates.add(values * 1e9 / (System.nanoTime() - begin));
    }

    final Figure figure() {
        return Figure.ofRuns(name, "updates/s", rates);
    }
}
