package io.ringmain.perf.load;

import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.jmh.Seqlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of bare versioned 64-byte writes in random order: what memory alone makes an update cost.
 *
 * <p>Thread: one.
 */
final class BareLane {
    private static final int WINDOW = 1_024 * 1_024;

    final int tags;
    private final Seqlock memory;
    private final RandomOrder order;
    private final List<Double> costs = new ArrayList<>();

    BareLane(int tags) {
        this.tags = tags;
        memory = new Seqlock(tags);
        order = new RandomOrder(tags);
    }

    void window(boolean isCounted) {
        long begin = System.nanoTime();
        for (int i = 0; i < WINDOW; i++) {
            memory.put(order.next(), i, 0, begin, begin, i);
        }
        if (isCounted) {
            costs.add((System.nanoTime() - begin) / (double) WINDOW);
        }
    }

    /** Nanoseconds a write, a value a window. */
    List<Double> costs() {
        return costs;
    }
}
