package io.ringmain.perf.load;

import io.ringmain.perf.Suite;
import io.ringmain.perf.lane.LaneKind;
import io.ringmain.perf.lane.LaneProcess;
import io.ringmain.perf.lane.Rounds;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole pipeline beside the bare ring, its limit, and beside the conventional design, its peer: each in a JVM of its
 * own, windows in turn. Every lane has one producer, and updates come one by one, a slot a claim in both rings. Sources that
 * hand over their scans at once, 64 slots a claim, stand beside the bare ring with the same claims, and beside the
 * conventional design, which has nothing like it.
 */
public final class PipelineSuite implements Suite {
    /** Short and many: the bare ring's rate depends on how closely its consumer follows, anew in every window. */
    private static final long WINDOW_NS = 150_000_000L;

    private static final int WARM_UPS = 8;
    private static final int WINDOWS = 25;
    private static final int WINDOWS_LONG = 101;
    private static final long WANTED_BYTES = 24L << 30;

    private static final String RATE = "updates/s";
    private static final String EVENTS = "events/s";

    private static final String RING =
            "many-producer sequencer, 16,384 slots, busy spin, one slot a claim as in a plant's"
                    + " source, 64 bytes written, one word read; as fast as one thread can claim";
    private static final String PEER =
            "equal: updates, limits, order, two threads, 16,384 places, batches with a checksum"
                    + " written before they count; not there: state hash, replay, snapshots, alarm figures, change marks,"
                    + " accounting, commands, coded records (40 bytes each here)";

    /**
     * @param tags how many
     * @param share of the bare ring's rate that is wanted
     * @param times what is wanted, of the conventional design's rate
     */
    private record Size(int tags, double share, double times) {}

    private static final List<Size> SIZES = List.of(new Size(1_000, 0.50, 3), new Size(100_000, 0.35, 6));

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String describe() {
        return "whole pipeline, 4 limits a tag, journal on disk, beside the bare ring and the conventional design";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 200 : 62;
    }

    @Override
    public List<String> fixedNames() {
        return List.of(
                "ring.raw.rate",
                "pipeline.rate.1000",
                "pipeline.rate.100000",
                "pipeline.share.1000",
                "pipeline.share.100000",
                "pipeline.vs.conventional.1000",
                "pipeline.vs.conventional.100000");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(WANTED_BYTES);
        int windows = isLong ? WINDOWS_LONG : WINDOWS;
        List<Figure> figures = new ArrayList<>();
        List<Double> ring = new ArrayList<>();
        SIZES.forEach(size -> ring.addAll(measure(size, windows, figures).runs()));
        figures.add(0, Figure.ofRuns("ring.raw.rate", EVENTS, ring).withNote(RING));
        return figures;
    }

    /** Adds the figures of that many tags and returns the bare ring's. */
    private static Figure measure(Size size, int windows, List<Figure> figures) {
        String tags = "." + size.tags();
        try (LaneProcess ring = LaneProcess.start(LaneKind.RING, size.tags());
                LaneProcess plant = LaneProcess.start(LaneKind.PLANT, size.tags());
                LaneProcess conventional = LaneProcess.start(LaneKind.CONVENTIONAL, size.tags());
                LaneProcess scanned = LaneProcess.start(LaneKind.PLANT_SCANS, size.tags());
                LaneProcess ringOfScans = LaneProcess.start(LaneKind.RING_SCANS, size.tags())) {
            Rounds.run(WARM_UPS, windows, WINDOW_NS, List.of(ring, plant, conventional, scanned, ringOfScans));
            Figure bare = Figure.ofRuns("ring.raw.rate", EVENTS, ring.rates());
            Figure ours = Figure.ofRuns("pipeline.rate" + tags, RATE, plant.rates());
            Figure peer = Figure.ofRuns("conventional.rate" + tags, RATE, conventional.rates());
            Figure scans = Figure.ofRuns("pipeline.scan.rate" + tags, RATE, scanned.rates());
            Figure bareScans = Figure.ofRuns("ring.raw.scan.rate" + tags, EVENTS, ringOfScans.rates());
            figures.add(ours);
            figures.add(Figure.ofRatios("pipeline.share" + tags, ours, bare).atLeast(size.share()));
            figures.add(scans);
            figures.add(bareScans.withNote("64 slots a claim"));
            figures.add(Figure.ofRatios("pipeline.scan.share" + tags, scans, bareScans));
            figures.add(peer.withNote(PEER));
            figures.add(Figure.ofRatios("pipeline.vs.conventional" + tags, ours, peer)
                    .atLeast(size.times()));
            figures.add(Figure.ofRatios("pipeline.scan.vs.conventional" + tags, scans, peer)
                    .withNote("sources hand over their scans at once, which the conventional design can not"));
            return bare;
        }
    }
}
