package io.ringmain.perf.jmh;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import io.ringmain.perf.load.JournalKind;
import io.ringmain.perf.load.LoadedPlant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole plant of 1,000 tags with one limit alarm each; time an update. {@code invoker}: one thread publishes 1,024 and
 * runs the stages over them, so it is the sum of the work; {@code shared}: one thread publishes, one runs the stages.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlantBenchmark {
    private static final int TAGS = 1_000;
    private static final int BATCH = 1_024;

    @State(Scope.Benchmark)
    public static class Invoked extends Loaded {
        public Invoked() {
            super(ThreadingMode.INVOKER);
        }
    }

    @State(Scope.Benchmark)
    public static class Shared extends Loaded {
        public Shared() {
            super(ThreadingMode.SHARED);
        }
    }

    /** A plant for a trial; its folder goes with it. */
    @State(Scope.Benchmark)
    public abstract static class Loaded {
        @Param({"CHRONICLE", "NONE"})
        public JournalKind journal;

        private final ThreadingMode mode;
        private final RandomOrder order = new RandomOrder(TAGS);
        private LoadedPlant loaded;
        private SourcePublisher publisher;
        private long count;
        private long scannedNs;

        Loaded(ThreadingMode mode) {
            this.mode = mode;
        }

        @Setup(Level.Trial)
        public void launch() {
            loaded = LoadedPlant.launch(mode, Sites.of(TAGS, 1), journal);
            publisher = loaded.plant().publisher("load", Backpressure.WAIT);
        }

        @TearDown(Level.Trial)
        public void close() {
            loaded.close();
        }

        final void stepAll() {
            loaded.plant().stepAll();
        }

        /** As of a source that scans its tags and stamps the scan. */
        final boolean publish() {
            if ((++count & (BATCH - 1)) == 0) {
                scannedNs = loaded.plant().nowNs();
            }
            return publisher.update(order.next(), Sites.QUIET + (count & 15), Quality.GOOD, scannedNs);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void invoker(Invoked state) {
        for (int i = 0; i < BATCH; i++) {
            state.publish();
        }
        state.stepAll();
    }

    @Benchmark
    public boolean shared(Shared state) {
        return state.publish();
    }
}
