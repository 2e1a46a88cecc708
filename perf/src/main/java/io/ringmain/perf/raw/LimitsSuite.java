package io.ringmain.perf.raw;

import io.ringmain.core.logic.MeasuredValues;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Suite;
import io.ringmain.perf.jmh.Seqlock;
import io.ringmain.perf.lane.LaneKind;
import io.ringmain.perf.lane.LaneProcess;
import io.ringmain.perf.lane.Rounds;
import io.ringmain.perf.load.TemporaryFolder;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * What bare memory and the bare ring give, the table of current values beside them, and what a reader of that table notices
 * of its writer: windows in turn.
 */
public final class LimitsSuite implements Suite {
    private static final int WARM_UPS = 3;
    private static final int WINDOWS = 9;
    private static final int WINDOWS_LONG = 31;
    private static final long RING_NS = 500_000_000L;
    private static final int OPERATIONS = 5_000_000;
    private static final int FILE_BYTES = 128 << 20;
    private static final int WRITES_PER_SECOND = 1_000_000;
    private static final double TARGET_READ = 1.5;
    private static final int[] SIZES = {1_000, 100_000};

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public String describe() {
        return "bare ring, bare copy into a mapped file, bare seqlock, current values beside it; reads beside a writer";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 70 : 18;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("cvt.read.shared.ratio");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        int windows = isLong ? WINDOWS_LONG : WINDOWS;
        List<Figure> figures = new ArrayList<>();
        ring(figures, windows);
        copy(figures, windows);
        for (int tags : SIZES) {
            values(figures, tags, windows);
        }
        shared(figures, windows);
        return figures;
    }

    private static void ring(List<Figure> figures, int windows) {
        try (LaneProcess ring = LaneProcess.start(LaneKind.RING_ONE_TO_ONE, 1)) {
            Rounds.run(WARM_UPS, windows, RING_NS, List.of(ring));
            figures.add(Figure.ofRuns("limit.ring.one", "events/s", ring.rates())
                    .withNote("one-producer sequencer, one slot a claim"));
        }
    }

    private static void copy(List<Figure> figures, int windows) {
        List<Double> over = new ArrayList<>();
        List<Double> fresh = new ArrayList<>();
        try (TemporaryFolder folder = new TemporaryFolder();
                MappedCopy copy = new MappedCopy(folder.path(), FILE_BYTES)) {
            for (int window = -WARM_UPS; window < windows; window++) {
                double overNs = copy.overPages();
                double freshNs = copy.intoNewFile();
                if (window >= 0) {
                    over.add(overNs);
                    fresh.add(freshNs);
                }
            }
        }
        figures.add(Figure.ofRuns("limit.copy.prefaulted", "ns/record", over));
        figures.add(Figure.ofRuns("limit.copy.fresh", "ns/record", fresh));
    }

    private static void values(List<Figure> figures, int tags, int windows) {
        MeasuredValues values = new MeasuredValues(tags);
        BareValues bare = new BareValues(tags);
        List<List<Double>> runs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int window = -WARM_UPS; window < windows; window++) {
            double[] ns = {
                bare.write(OPERATIONS), values.write(OPERATIONS), bare.read(OPERATIONS), values.read(OPERATIONS)
            };
            for (int i = 0; i < ns.length && window >= 0; i++) {
                runs.get(i).add(ns[i]);
            }
        }
        Figure bareWrite = Figure.ofRuns("limit.seqlock.write." + tags, "ns/write", runs.get(0));
        Figure bareRead = Figure.ofRuns("limit.seqlock.read." + tags, "ns/read", runs.get(2));
        figures.add(bareWrite);
        figures.add(Figure.ofRuns("cvt.table.write." + tags, "ns/write", runs.get(1))
                .shareOf(bareWrite)
                .withNote("with the state hash, which the bare record has not"));
        figures.add(bareRead);
        figures.add(
                Figure.ofRuns("cvt.table.read." + tags, "ns/read", runs.get(3)).shareOf(bareRead));
    }

    private static void shared(List<Figure> figures, int windows) {
        MeasuredValues values = new MeasuredValues(SIZES[0]);
        List<Double> alone = new ArrayList<>();
        List<Double> awake = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        List<Double> retries = new ArrayList<>();
        List<Double> writes = new ArrayList<>();
        for (int window = -WARM_UPS; window < windows; window++) {
            double aloneNs = values.read(OPERATIONS);
            double awakeNs = values.readBesideWriter(OPERATIONS, 0);
            long before = values.retries();
            double besideNs = values.readBesideWriter(OPERATIONS, WRITES_PER_SECOND);
            if (window >= 0) {
                alone.add(aloneNs);
                awake.add(awakeNs);
                beside.add(besideNs);
                retries.add((values.retries() - before) * 1e6 / OPERATIONS);
                writes.add(values.writeRate());
            }
        }
        Figure undisturbed = Figure.ofRuns("cvt.read.undisturbed", "ns/read", alone);
        Figure besideAwake = Figure.ofRuns("cvt.read.awake", "ns/read", awake);
        Figure disturbed = Figure.ofRuns("cvt.read.shared", "ns/read", beside);
        figures.add(undisturbed.withNote("nothing else runs"));
        figures.add(besideAwake.withNote("beside the writer's thread that looks at the clock and writes nothing"));
        figures.add(disturbed);
        figures.add(Figure.ofRatios("cvt.read.shared.ratio", disturbed, undisturbed)
                .atMost(TARGET_READ)
                .withNote("1,000 tags in random order, a thread that writes evenly"));
        figures.add(Figure.ofRatios("cvt.read.shared.ratio.awake", disturbed, besideAwake)
                .withNote("what the writes cost a reader: where two processors are one core's, any thread that is awake"
                        + " slows the other, and here one is awake in both"));
        figures.add(Figure.ofRuns("cvt.read.shared.retries", "per million reads", retries));
        figures.add(Figure.ofRuns("cvt.read.shared.writes", "writes/s", writes));
    }

    /** The same loops over bare records. */
    private static final class BareValues {
        private final Seqlock records;
        private final Seqlock.Copy copy = new Seqlock.Copy();
        private final RandomOrder order;
        private long sequence;
        private long sum;

        BareValues(int tags) {
            records = new Seqlock(tags);
            order = new RandomOrder(tags);
        }

        double write(int count) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long next = ++sequence;
                records.put(order.next(), next, 0, next, next, next);
            }
            return (System.nanoTime() - begin) / (double) count;
        }

        double read(int count) {
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) {
                records.read(order.next(), copy);
                sum += copy.bits;
            }
            return (System.nanoTime() - begin) / (double) count;
        }
    }
}
