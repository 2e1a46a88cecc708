package io.ringmain.perf.opcua;

import io.ringmain.connectors.opcua.OpcUaConnectorProvider;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.tag.TagSource;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.ToldProcess;
import io.ringmain.perf.load.LoadedPlant;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Our OPC UA client at work: one session to a Milo server in a process of its own on the same machine, with the plant and its
 * journal behind it. What the server spends is part of the figures.
 */
public final class OpcUaClientSuite implements Suite {
    private static final int ITEMS = 10_000;
    private static final int INTERVAL_MS = 100;
    /** Four times as much as is asked for, and just that. */
    private static final int FAST_MS = 50;

    private static final int TARGET_MS = 200;
    private static final int WINDOW_MS = 2_000;
    private static final int WINDOWS = 5;
    private static final int WINDOWS_LONG = 30;
    private static final double RATE_TARGET = 50_000;
    private static final int SUBSCRIBE_RUNS = 3;
    private static final double SUBSCRIBE_TARGET_S = 5;
    private static final int POLLED = 5_000;
    private static final int POLL_MS = 1_000;
    private static final int POLLS = 10;
    private static final double REQUESTS_TARGET_PERCENT = 2;
    private static final double ALL = 0.999;

    @Override
    public String name() {
        return "opcua-client";
    }

    @Override
    public String describe() {
        return "OPC UA client: 10,000 items subscribed and changing, 5,000 tags polled every second";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 150 : 55;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<Figure> figures = new ArrayList<>();
        try (ToldProcess server = new ToldProcess(BatchServer.class, String.valueOf(ITEMS))) {
            String endpoint = server.await(BatchServer.ADDRESS);
            subscribed(server, endpoint, isLong ? WINDOWS_LONG : WINDOWS, figures);
            polled(server, endpoint, figures);
        }
        return figures;
    }

    private static void subscribed(ToldProcess server, String endpoint, int windows, List<Figure> figures) {
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < SUBSCRIBE_RUNS; run++) {
            try (LoadedPlant loaded = launch(endpoint, ITEMS, TagSource.Mode.SUBSCRIBE, INTERVAL_MS)) {
                seconds.add(FieldSite.awaitValues(loaded.plant(), ITEMS));
                if (run == SUBSCRIBE_RUNS - 1) {
                    figures.add(rate(server, loaded.plant(), windows));
                    figures.add(lost(server, loaded.plant(), windows));
                }
            }
        }
        figures.add(Figure.ofRuns("opcua.client.subscribe.10000", "s", seconds)
                .atMost(SUBSCRIBE_TARGET_S)
                .withNote("from the start of the connector until all tags have a good value"));
    }

    private static Figure rate(ToldProcess server, Plant plant, int windows) {
        List<Double> rates = new ArrayList<>();
        Window.run(server, plant, ITEMS, WINDOW_MS, FAST_MS); // warms both sides up
        for (int window = 0; window < windows; window++) {
            rates.add(Window.run(server, plant, ITEMS, WINDOW_MS, FAST_MS).rate());
        }
        return Figure.ofRuns("opcua.client.rate", "values/s", rates)
                .atLeast(RATE_TARGET)
                .withNote("of " + ITEMS * 1_000 / FAST_MS
                        + " a second that the server has; one session, one subscription, into the CVT and the journal");
    }

    private static Figure lost(ToldProcess server, Plant plant, int windows) {
        List<Double> lost = new ArrayList<>();
        for (int window = 0; window < windows; window++) {
            lost.add(Window.run(server, plant, ITEMS, WINDOW_MS, TARGET_MS).lostPercent());
        }
        return Figure.ofRuns("opcua.client.lost", "% of the values", lost)
                .withNote("of " + ITEMS * 1_000 / TARGET_MS + " a second");
    }

    private static void polled(ToldProcess server, String endpoint, List<Figure> figures) {
        try (LoadedPlant loaded = launch(endpoint, POLLED, TagSource.Mode.POLL, POLL_MS)) {
            FieldSite.awaitValues(loaded.plant(), POLLED);
            sleep(POLL_MS);
            List<Double> shares = new ArrayList<>();
            for (int run = 0; run < SUBSCRIBE_RUNS; run++) {
                long requests = readRequests(server);
                long values = FieldSite.applied(loaded.plant());
                sleep((long) POLLS * POLL_MS / SUBSCRIBE_RUNS);
                values = FieldSite.applied(loaded.plant()) - values;
                requests = readRequests(server) - requests;
                long due = (long) POLLED * POLLS / SUBSCRIBE_RUNS;
                if (values < due * ALL - POLLED) { // a window may begin and end in the middle of a poll
                    throw new SuiteFailedException("opcua: " + values + " of " + due + " polled values came");
                }
                shares.add(100.0 * requests / values);
            }
            figures.add(Figure.ofRuns("opcua.client.poll.requests", "% of one a tag", shares)
                    .atMost(REQUESTS_TARGET_PERCENT)
                    .withNote("read requests that the server has counted, for 5,000 tags every second"));
        }
    }

    private static long readRequests(ToldProcess server) {
        server.tell(BatchServer.READS);
        return Long.parseLong(server.await(BatchServer.READ_REQUESTS));
    }

    private static LoadedPlant launch(String endpoint, int tags, TagSource.Mode mode, int intervalMs) {
        return LoadedPlant.launch(
                ThreadingMode.SHARED,
                FieldSite.of(endpoint, tags, mode, intervalMs),
                List.of(new OpcUaConnectorProvider()));
    }

    private static void sleep(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("opcua: interrupted");
        }
    }
}
