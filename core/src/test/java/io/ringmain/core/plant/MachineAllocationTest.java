package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.tag.Quality;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Steps of the built-in machines and of a declared one, with their writes. */
class MachineAllocationTest {
    private static final long INTERVAL_NS = 100_000_000;

    /** Keeps nothing. */
    private static final class EmptyStore implements JournalStore {
        @Override
        public JournalReader reader(long fromSequence) {
            return new JournalReader() {
                @Override
                public boolean poll(BatchHandler handler) {
                    return false;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Journal newEpoch(long firstSequence) {
            return new Journal() {
                @Override
                public void append(DirectBuffer buffer, int offset, int length) {}

                @Override
                public void close() {}
            };
        }
    }

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long nowNs = 1_000_000_000_000L;

    private final Plant plant = Plant.launch(new PlantContext()
            .site(MachineRun.site())
            .journalStore(new EmptyStore())
            .snapshotStore(new MemoryJournalStore())
            .snapshotIntervalNs(0)
            .machines(MachineRun.TYPES)
            .mode(ThreadingMode.INVOKER)
            .clocks(() -> nowNs, () -> nowNs));

    private final SourcePublisher source = plant.publisher("test", Backpressure.REFUSE);

    private final int pv = id("pid.pv");
    private final int flow = id("totalizer.flow");
    private final int level = id("declared.level");
    private final int ready = id("declared.ready");
    private final int toggle = id("watchdog.toggle");

    private int id(String tag) {
        return plant.site().tagId(tag);
    }

    private void run(int steps) {
        for (int i = 0; i < steps; i++) {
            nowNs += INTERVAL_NS;
            source.update(pv, (double) (i % 100), i % 50 == 0 ? Quality.BAD_SENSOR_FAILURE : Quality.GOOD, nowNs);
            source.update(flow, (double) (i % 7), Quality.GOOD, nowNs);
            source.update(level, (double) (i / 20 % 3 * 45), Quality.GOOD, nowNs);
            source.update(ready, i / 5 % 2 == 0, Quality.GOOD, nowNs);
            source.update(toggle, i / 30 % 2 == 0, Quality.GOOD, nowNs);
            plant.tick();
            plant.stepAll();
        }
    }

    @Test
    void shouldNotAllocateForSteps() {
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(30_000);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        MachineSnapshot declared = new MachineSnapshot();
        assertThat(plant.machines().read(plant.site().machineId("declared"), declared))
                .isTrue();
        assertThat(declared.registers[1]).as("transitions").isGreaterThan(1_000);
        assertThat(allocated).isZero();
        assertThat(plant.status().reasons()).isEmpty();
    }
}
