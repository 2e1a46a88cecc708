package io.ringmain.perf.load;

import io.ringmain.connectors.opcua.OpcUaConnectorProvider;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * From a change in a device until it is in the CVT, over OPC UA on loopback with the smallest interval that a site may ask
 * for: 10 ms sampling, 10 ms publishing. Beside it, of the same changes, when a bare Milo client's callback has them, which
 * is what the protocol with its two intervals takes, and the part from our connector's publishing to the CVT. Changes come
 * at random times, so that they meet the intervals anywhere.
 *
 * <p>Thread: one; it makes the changes and looks at the CVT.
 */
final class FieldLatency {
    private static final int[] RATES = {10, 100};
    private static final int VARIABLES = 20;
    private static final int WINDOW_MS = 2_500;
    private static final int WINDOW_LONG_MS = 60_000;
    private static final int WARM_UP_MS = 800;
    private static final long GIVE_UP_NS = 10_000_000_000L;
    private static final long SEED = 42;

    private final Random random = new Random(SEED);
    private final FieldServer server;
    private final Plant plant;
    /** Intended time of each change, by its number, which is its value. */
    private final AtomicLongArray intendedNs;

    private final TagValue value = new TagValue();
    private final long offsetNs;
    private volatile Histogram client = Distribution.histogram();
    private int last;
    private int seen;

    private FieldLatency(FieldServer server, LoadedPlant loaded, int changes) {
        this.server = server;
        this.plant = loaded.plant();
        this.offsetNs = loaded.timeNs(0);
        this.intendedNs = new AtomicLongArray(changes);
    }

    static List<Figure> run(boolean isLong) {
        int windowMs = isLong ? WINDOW_LONG_MS : WINDOW_MS;
        Distribution windows = new Distribution();
        try (FieldServer server = new FieldServer(VARIABLES);
                LoadedPlant loaded = LoadedPlant.launch(
                        ThreadingMode.SHARED, site(server.endpoint()), List.of(new OpcUaConnectorProvider()))) {
            FieldLatency latency = new FieldLatency(server, loaded, 1_000 * (windowMs + WARM_UP_MS) / 1_000 + 1_000);
            try (FieldClient bare = new FieldClient(server.endpoint(), VARIABLES, latency::onClient)) {
                latency.awaitSubscribed();
                latency.window(100, WARM_UP_MS, new Distribution());
                for (int rate : RATES) {
                    latency.window(rate, windowMs, windows);
                }
            }
        }
        return windows.figures();
    }

    private static SiteDefinition site(String endpoint) {
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < VARIABLES; i++) {
            tags.add(TagDefinition.builder("Field.V" + i, TagType.FLOAT64)
                    .source(new TagSource(
                            "field", FieldServer.address(i), TagSource.Mode.SUBSCRIBE, FieldServer.INTERVAL_MS))
                    .build());
        }
        ConnectorDefinition connector =
                new ConnectorDefinition("field", "opcua", Map.of("endpoint", endpoint, "security", "None"));
        return new SiteDefinition("field", List.of(connector), tags, List.of(), List.of());
    }

    /** Thread: Milo's. */
    private void onClient(double number) {
        long now = System.nanoTime();
        int change = (int) number;
        if (change > 0) {
            client.recordValue(now - intendedNs.get(change));
        }
    }

    /** All variables have their first value, which is 0. */
    private void awaitSubscribed() {
        long end = System.nanoTime() + GIVE_UP_NS;
        for (int i = 0; i < VARIABLES; ) {
            if (plant.values().read(i, value) && value.sequence > 0 && value.statusCode == 0) {
                i++;
            } else if (System.nanoTime() > end) {
                throw new SuiteFailedException("latency: the connector did not subscribe in 10 s: "
                        + plant.status().links() + ", " + value);
            } else {
                Thread.yield();
            }
        }
    }

    private void window(int rate, int forMs, Distribution into) {
        Histogram total = Distribution.histogram();
        Histogram core = Distribution.histogram();
        client = Distribution.histogram();
        int count = Math.max(1, rate * forMs / 1000);
        long intervalNs = 1_000_000_000L / rate;
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long intended = begin + i * intervalNs + (long) (random.nextDouble() * intervalNs);
            while (System.nanoTime() < intended) {
                look(total, core);
            }
            intendedNs.set(++last, intended);
            server.change(last % VARIABLES, last);
        }
        long end = System.nanoTime();
        while (seen < last) {
            look(total, core);
            if (System.nanoTime() - end > GIVE_UP_NS) {
                throw new SuiteFailedException("latency: " + (last - seen) + " changes did not arrive in 10 s");
            }
        }
        String name = "latency.opcua." + rate;
        into.add(name + ".cvt", total);
        into.add(name + ".core", core);
        into.add(name + ".client", client);
    }

    private void look(Histogram total, Histogram core) {
        while (seen < last) {
            int change = seen + 1;
            plant.values().read(change % VARIABLES, value);
            if (Double.longBitsToDouble(value.bits) < change) {
                break;
            }
            long now = System.nanoTime();
            total.recordValue(now - intendedNs.get(change));
            core.recordValue(Math.max(0, offsetNs + now - value.ingressTimeNs));
            seen = change;
        }
        Thread.yield();
    }
}
