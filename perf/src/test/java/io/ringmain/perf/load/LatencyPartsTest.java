package io.ringmain.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.MeasuredPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The parts of the latency suite do what its figures say; nothing is measured here. */
@Timeout(30)
class LatencyPartsTest {
    private static final int UPDATES = 1_000;

    @Test
    void shouldTakeTheTimeOfEachUpdateOfThePlant() {
        try (PairedPlant plant = new PairedPlant(10, MeasuredPipeline.strategyOf(Idle.PARK))) {
            assertEachIsTimed(plant);
        }
    }

    @Test
    void shouldTakeTheTimeOfEachUpdateOfTheBareRing() {
        try (PairedRing ring = new PairedRing(MeasuredPipeline.strategyOf(Idle.PARK))) {
            assertEachIsTimed(ring);
        }
    }

    private static void assertEachIsTimed(LatencyPairs.Side side) {
        Histogram histogram = Distribution.histogram();
        side.times().begin(histogram);
        side.idle().isOn(true);
        long first = System.nanoTime();
        for (int i = 0; i < UPDATES; i++) {
            side.send(i % 10, i, System.nanoTime());
        }
        while (side.times().count() < UPDATES) {
            Thread.onSpinWait();
        }
        assertThat(histogram.getTotalCount()).isEqualTo(UPDATES);
        assertThat(histogram.getMaxValue())
                .isLessThanOrEqualTo(histogram.highestEquivalentValue(System.nanoTime() - first));
    }

    @Test
    void shouldTellTheClientEveryChangeOfTheDevice() throws InterruptedException {
        BlockingQueue<Double> received = new LinkedBlockingQueue<>();
        try (FieldServer server = new FieldServer(1);
                FieldClient client = new FieldClient(server.endpoint(), 1, received::add)) {
            assertThat(received.poll(10, TimeUnit.SECONDS)).isZero();
            server.change(0, 7);
            assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
        }
    }

    @Test
    void shouldGiveAThreadItsCoreWhenItIsPinned() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")));
        CountDownLatch running = new CountDownLatch(1); // only then the system knows its name
        CountDownLatch pinned = new CountDownLatch(1);
        BlockingQueue<String> allowed = new LinkedBlockingQueue<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        running.countDown();
                        pinned.await();
                        allowed.add(Files.readString(Path.of("/proc/thread-self/status")));
                    } catch (Exception e) {
                        allowed.add(e.toString());
                    }
                },
                "perf-pinned-thread");
        thread.start();
        running.await();
        Pinning.pin("perf-pinned-thread", 0);
        pinned.countDown();
        assertThat(allowed.poll(10, TimeUnit.SECONDS)).containsPattern("Cpus_allowed_list:\\s+0\n");
    }
}
