package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.report.Figure;
import io.ringmain.perf.report.ReportTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Open loop at 10,000, 100,000 and 1,000,000 updates/s, SHARED and DEDICATED: from the moment at which an update was to be
 * sent until it is in the CVT, in the journal, handed over by OUTCOMES. {@code idle} in the same run is the same schedule
 * with nothing sent: what machine and scheduler add.
 */
public final class LatencySuite implements Suite {
    private static final int[] RATES = {10_000, 100_000, 1_000_000};
    private static final String[] RATE_NAMES = {"10k", "100k", "1M"};
    private static final int TAGS = 1_000;
    private static final int WINDOWS = 5;
    private static final int WINDOW_MS = 2_000;
    private static final int WINDOW_LONG_MS = 20_000;
    private static final int IDLE_MS = 500;
    private static final int WARM_UP_MS = 2_000;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String describe() {
        return "open loop: intended send to CVT, journal and outcome; 10k, 100k, 1M updates/s; SHARED, DEDICATED";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(4L << 30);
        Map<String, List<Histogram>> windows = new LinkedHashMap<>();
        for (ThreadingMode mode : new ThreadingMode[] {ThreadingMode.SHARED, ThreadingMode.DEDICATED}) {
            try (LoadedPlant loaded = LoadedPlant.launch(mode, Sites.of(TAGS, 1), JournalKind.CHRONICLE)) {
                OpenLoop loop = new OpenLoop(loaded, TAGS);
                loop.run(1_000_000, WARM_UP_MS);
                for (int rate = 0; rate < RATES.length; rate++) {
                    String name = "latency." + mode.name().toLowerCase(Locale.ROOT) + "." + RATE_NAMES[rate];
                    loop.run(RATES[rate], WARM_UP_MS);
                    for (int window = 0; window < WINDOWS; window++) {
                        add(windows, name + ".idle", OpenLoop.idle(RATES[rate], isLong ? WINDOW_MS : IDLE_MS));
                        OpenLoop.Window measured = loop.run(RATES[rate], isLong ? WINDOW_LONG_MS : WINDOW_MS);
                        add(windows, name + ".cvt", measured.visible());
                        add(windows, name + ".journal", measured.journaled());
                        add(windows, name + ".outcome", measured.handedOver());
                    }
                }
            }
        }
        return figures(windows);
    }

    private static void add(Map<String, List<Histogram>> windows, String name, Histogram histogram) {
        windows.computeIfAbsent(name, ignored -> new ArrayList<>()).add(histogram);
    }

    private static List<Figure> figures(Map<String, List<Histogram>> windows) {
        List<Figure> figures = new ArrayList<>();
        windows.forEach((name, histograms) -> {
            for (int i = 0; i < PERCENTILES.length; i++) {
                double percentile = PERCENTILES[i];
                figures.add(Figure.ofRuns(
                        name + ReportTable.PERCENTILES.get(i),
                        "us",
                        histograms.stream()
                                .map(histogram -> histogram.getValueAtPercentile(percentile) / 1000.0)
                                .toList()));
            }
        });
        return figures;
    }
}
