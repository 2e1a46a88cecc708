package io.ringmain.perf.conventional;

import io.ringmain.core.tag.Quality;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.lane.Lane;
import io.ringmain.perf.lane.Producers;
import io.ringmain.perf.load.TemporaryFolder;
import java.util.List;

/**
 * The conventional system with the tags, limits, values and order of a plant under load. A window ends when all of it is
 * in the file.
 *
 * <p>Thread: its owner.
 */
public final class ConventionalLane implements Lane {
    private static final int SOURCE = 1;

    private final TemporaryFolder folder = new TemporaryFolder();
    private final ConventionalSystem system =
            new ConventionalSystem(folder.path().resolve("records"));
    private final String[] names;
    private final RandomOrder order;
    private final Producers producers = new Producers(List.of(this::scan));
    private long count;

    public ConventionalLane(int tags) {
        names = new String[tags];
        order = new RandomOrder(tags);
        for (int tag = 0; tag < tags; tag++) {
            String name = "Load.T" + tag;
            names[tag] = name;
            system.addTag(name, tag);
            Sites.forEachLimit((isHigh, limit) -> system.addAlarm(name, isHigh, limit, 0));
        }
    }

    private void scan() {
        long scannedNs = system.nowNs();
        for (int i = 0; i < Producers.SCAN; i++) {
            system.update(names[order.next()], SOURCE, Sites.QUIET + (++count & 15), Quality.GOOD, scannedNs);
        }
    }

    @Override
    public double window(long forNs) {
        long begin = System.nanoTime();
        long before = system.written();
        long updates = producers.publish(forNs);
        while (system.written() - before < updates) {
            Thread.onSpinWait();
        }
        return updates * 1e9 / (System.nanoTime() - begin);
    }

    @Override
    public void settle() {
        system.force();
    }

    @Override
    public void close() {
        system.close();
        folder.close();
    }
}
