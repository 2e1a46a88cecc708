package io.ringmain.perf.load;

import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Open loop at 10,000, 100,000 and 1,000,000 updates/s, SHARED and DEDICATED: from the moment at which an update was to be
 * sent until it is in the CVT, in the journal, handed over by OUTCOMES. {@code idle} in the same run is the same schedule
 * with nothing sent: what machine and scheduler add. Then the same beside a bare ring, and over OPC UA.
 */
public final class LatencySuite implements Suite {
    private static final int[] RATES = {10_000, 100_000, 1_000_000};
    private static final int[] RATES_LONG = {1_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 2_000_000};
    private static final int TAGS = 1_000;
    private static final int WINDOWS = 3;
    private static final int WINDOWS_LONG = 5;
    private static final int WINDOW_MS = 800;
    private static final int WINDOW_LONG_MS = 10_000;
    private static final int IDLE_MS = 150;
    private static final int WARM_UP_MS = 1_500;
    private static final int SETTLE_MS = 300;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String describe() {
        return "open loop: intended send to CVT, journal, outcome; 10k, 100k, 1M/s; beside the bare ring; over OPC UA";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 400 : 48;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("latency.cvt.p50.ratio");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(4L << 30);
        List<Figure> figures = new ArrayList<>(LatencyPairs.run(isLong));
        Distribution windows = new Distribution();
        measure(ThreadingMode.SHARED, Idle.PARK, false, isLong, windows);
        measure(ThreadingMode.DEDICATED, Idle.PARK, false, isLong, windows);
        if (isLong) {
            measure(ThreadingMode.SHARED, Idle.YIELD, false, true, windows);
            measure(ThreadingMode.SHARED, Idle.SPIN, false, true, windows);
        }
        if (Pinning.isApplicable()) {
            measure(ThreadingMode.DEDICATED, Idle.SPIN, true, isLong, windows);
        } else {
            System.err.println("perf: latency: pinned does not apply, it takes " + Pinning.CORES + " cores");
        }
        figures.addAll(windows.figures());
        figures.addAll(FieldLatency.run(isLong));
        return figures;
    }

    private static void measure(ThreadingMode mode, Idle idle, boolean isPinned, boolean isLong, Distribution windows) {
        String prefix = "latency." + (isPinned ? "pinned" : name(mode, idle)) + ".";
        try (LoadedPlant loaded = LoadedPlant.launch(mode, idle, Sites.of(TAGS, 1))) {
            if (isPinned) {
                Pinning.pin("ringmain-logic", 1);
                Pinning.pin("ringmain-journal", 2);
                Pinning.pin("ringmain-outcomes", 3);
                Pinning.pinCaller(0);
            }
            OpenLoop loop = new OpenLoop(loaded, TAGS);
            loop.run(1_000_000, WARM_UP_MS);
            for (int rate : isLong ? RATES_LONG : RATES) {
                String name = prefix + name(rate);
                loop.run(rate, SETTLE_MS);
                for (int window = 0; window < (isLong ? WINDOWS_LONG : WINDOWS); window++) {
                    windows.add(name + ".idle", OpenLoop.idle(rate, isLong ? WINDOW_LONG_MS / 5 : IDLE_MS));
                    OpenLoop.Window measured = loop.run(rate, isLong ? WINDOW_LONG_MS : WINDOW_MS);
                    windows.add(name + ".cvt", measured.visible());
                    windows.add(name + ".journal", measured.journaled());
                    windows.add(name + ".outcome", measured.handedOver());
                }
            }
        }
    }

    /** The default idles by parking. */
    private static String name(ThreadingMode mode, Idle idle) {
        String name = mode.name().toLowerCase(Locale.ROOT);
        return idle == Idle.PARK ? name : name + "." + idle.name().toLowerCase(Locale.ROOT);
    }

    private static String name(int rate) {
        return rate >= 1_000_000 ? rate / 1_000_000 + "M" : rate / 1_000 + "k";
    }
}
