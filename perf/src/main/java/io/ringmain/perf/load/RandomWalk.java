package io.ringmain.perf.load;

import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import java.util.Arrays;
import java.util.Random;

/**
 * Updates of tags in random order, each tag a random walk in steps of a hundredth between 0 and 100. Made before and gone
 * round again, so that publishing one costs next to nothing; the same seed gives the same ones.
 *
 * <p>Thread: its owner. Allocates: at start.
 */
final class RandomWalk {
    static final int TAGS = 1_000;
    private static final int COUNT = 1 << 20;
    private static final long SEED = 20_251_121;
    private static final double STEP = 0.8;

    private final short[] tags = new short[COUNT];
    private final double[] values = new double[COUNT];
    private int next;

    RandomWalk() {
        RandomOrder order = new RandomOrder(TAGS);
        Random random = new Random(SEED);
        double[] present = new double[TAGS];
        Arrays.fill(present, Sites.QUIET);
        for (int i = 0; i < COUNT; i++) {
            int tag = order.next();
            double value = present[tag] + STEP * random.nextGaussian();
            present[tag] = Math.rint(100 * Math.max(0, Math.min(100, value))) / 100;
            tags[i] = (short) tag;
            values[i] = present[tag];
        }
    }

    void publish(SourcePublisher publisher, long sourceTimeNs) {
        publisher.update(tags[next], values[next], Quality.GOOD, sourceTimeNs);
        next = next + 1 & COUNT - 1;
    }
}
