package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import java.util.ArrayList;
import java.util.List;

/**
 * A plant of some size, and windows of updates of its tags in random order: one thread publishes a scan and does the work of
 * all stages. It ends with its process: closed, it would write a snapshot that nobody wants.
 *
 * <p>Thread: one.
 */
final class ScaleLane {
    private static final int SCAN = 1_024;
    private static final int WINDOW = 512 * SCAN;

    final int tags;
    final int limits;
    private final LoadedPlant loaded;
    private final SourcePublisher publisher;
    private final RandomOrder order;
    private final List<Double> costs = new ArrayList<>();
    private long count;

    ScaleLane(int tags, int limits) {
        this.tags = tags;
        this.limits = limits;
        loaded = LoadedPlant.launch(ThreadingMode.INVOKER, Sites.of(tags, limits), JournalKind.CHRONICLE);
        publisher = loaded.plant().publisher("load", Backpressure.REFUSE);
        order = new RandomOrder(tags);
        for (int tag = 0; tag < tags; tag++) {
            publisher.update(tag, Sites.QUIET, Quality.GOOD, loaded.plant().nowNs());
            if ((tag & (SCAN - 1)) == 0) {
                loaded.plant().stepAll();
            }
        }
        loaded.plant().stepAll();
    }

    void window(boolean isCounted) {
        long begin = System.nanoTime();
        for (int done = 0; done < WINDOW; done += SCAN) {
            long scannedNs = loaded.plant().nowNs();
            for (int i = 0; i < SCAN; i++) {
                publisher.update(order.next(), Sites.QUIET + (++count & 15), Quality.GOOD, scannedNs);
            }
            loaded.plant().stepAll();
        }
        if (isCounted) {
            costs.add((System.nanoTime() - begin) / (double) WINDOW);
        }
    }

    /** Nanoseconds an update, a value a window. */
    List<Double> costs() {
        return costs;
    }
}
