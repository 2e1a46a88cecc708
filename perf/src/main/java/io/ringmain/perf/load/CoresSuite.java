package io.ringmain.perf.load;

import io.ringmain.perf.Suite;
import io.ringmain.perf.lane.LaneKind;
import io.ringmain.perf.lane.LaneProcess;
import io.ringmain.perf.lane.Rounds;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the rate when four sources publish at once, and when every stage has a thread of its own, beside what
 * becomes of the bare ring's with as many producers and consumers. More threads than cores measure the scheduler, so the
 * targets hold with four cores.
 */
public final class CoresSuite implements Suite {
    private static final int TAGS = 1_000;
    private static final long WINDOW_NS = 300_000_000L;
    private static final int WARM_UPS = 2;
    private static final int WINDOWS = 5;
    /** Where the targets do not apply anyway, and with few cores each window says little. */
    private static final int WINDOWS_FEW_CORES = 3;

    private static final int WINDOWS_LONG = 21;
    private static final long WANTED_BYTES = 16L << 30;
    private static final int CORES = 4;
    private static final double TARGET = 0.7;

    @Override
    public String name() {
        return "cores";
    }

    @Override
    public String describe() {
        return "four producers, and a thread for every stage, beside the bare ring with as many of them";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 120 : 18;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("pipeline.producers4.share", "pipeline.dedicated.share");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(WANTED_BYTES);
        int cores = Runtime.getRuntime().availableProcessors();
        int windows = isLong ? WINDOWS_LONG : cores < CORES ? WINDOWS_FEW_CORES : WINDOWS;
        List<Figure> figures = new ArrayList<>();
        measure(figures, "producers4", LaneKind.RING_FOUR_PRODUCERS, LaneKind.PLANT_FOUR_PRODUCERS, windows);
        measure(figures, "dedicated", LaneKind.RING_THREE_CONSUMERS, LaneKind.PLANT_DEDICATED, windows);
        return figures;
    }

    private static void measure(List<Figure> figures, String name, LaneKind manyRing, LaneKind manyPlant, int windows) {
        try (LaneProcess ringOfOne = LaneProcess.start(LaneKind.RING, TAGS);
                LaneProcess ringOfMany = LaneProcess.start(manyRing, TAGS);
                LaneProcess plantOfOne = LaneProcess.start(LaneKind.PLANT, TAGS);
                LaneProcess plantOfMany = LaneProcess.start(manyPlant, TAGS)) {
            Rounds.run(WARM_UPS, windows, WINDOW_NS, List.of(ringOfOne, ringOfMany, plantOfOne, plantOfMany));
            Figure ours = Figure.ofRuns("pipeline." + name + ".rate", "updates/s", plantOfMany.rates());
            Figure bare = Figure.ofRuns("ring.raw." + name + ".rate", "events/s", ringOfMany.rates());
            Figure oursKept = Figure.ofRatios(
                    "pipeline." + name + ".kept", ours, Figure.ofRuns("one", "updates/s", plantOfOne.rates()));
            Figure bareKept = Figure.ofRatios(
                    "ring.raw." + name + ".kept", bare, Figure.ofRuns("one", "events/s", ringOfOne.rates()));
            Figure share = Figure.ofRatios("pipeline." + name + ".share", oursKept, bareKept)
                    .atLeast(TARGET)
                    .withNote(
                            "what is kept of the rate with one producer and one thread for the stages, by what the bare"
                                    + " ring keeps of its own");
            int cores = Runtime.getRuntime().availableProcessors();
            figures.add(ours);
            figures.add(bare);
            figures.add(cores >= CORES ? share : share.notApplicable(cores + " cores, the target is for " + CORES));
        }
    }
}
