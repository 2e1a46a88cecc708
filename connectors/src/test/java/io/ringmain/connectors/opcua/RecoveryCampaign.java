package io.ringmain.connectors.opcua;

import io.ringmain.connectors.testing.FreePort;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.connectors.testing.TcpRelay;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How soon a lost link is told and how soon all is live again, with the default settings: a wire that is frozen, one that is cut,
 * and a server that is ended and started again. Runs with {@code -Dringmain.recovery=true} and prints what it found.
 */
@EnabledIfSystemProperty(named = "ringmain.recovery", matches = "true")
class RecoveryCampaign {
    private static final int TAGS = 1_000;
    private static final int ROUNDS = 3;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private static void await(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(condition::getAsBoolean);
    }

    /** What ends an outage of that length. */
    private <T> T after(long milliseconds, Callable<T> step) throws Exception {
        return timer.schedule(step, milliseconds, TimeUnit.MILLISECONDS).get();
    }

    private static long since(long startNs) {
        return (System.nanoTime() - startNs) / 1_000_000;
    }

    private static boolean isAllLive(RecordingContext context, long from) {
        return context.link() == LinkState.OK
                && context.updates.stream()
                                .skip(from)
                                .mapToInt(RecordingContext.Update::tagId)
                                .distinct()
                                .count()
                        == TAGS;
    }

    @Test
    void measure() throws Exception {
        int port = FreePort.find();
        VariableServer server = started(port);
        TcpRelay relay = new TcpRelay(port);
        Path folder = Files.createTempDirectory("recovery");
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            tags.add(TagDefinition.internal("V" + i, TagType.FLOAT64)
                    .withSource(new TagSource("plant", "ns=2;s=V" + i, TagSource.Mode.SUBSCRIBE, 100)));
        }
        RecordingContext context = new RecordingContext(tags).in(folder);
        String path = server.url().substring(server.url().lastIndexOf('/'));
        Connector connector = new OpcUaConnectorProvider()
                .create(new ConnectorDefinition(
                        "plant",
                        "opcua",
                        Map.of("endpoint", "opc.tcp://127.0.0.1:" + relay.port() + path, "security", "None")));
        connector.start(context);
        await(() -> isAllLive(context, 0));
        List<String> found = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = after(3_000 + 400 * round, () -> {
                relay.freeze(true);
                return System.nanoTime();
            });
            await(() -> context.link() == LinkState.UNAVAILABLE);
            long noticed = since(start);
            long from = after(1_000, context.updates::size);
            relay.freeze(false);
            long back = System.nanoTime();
            await(() -> isAllLive(context, from));
            found.add("frozen: noticed " + noticed + " ms, live " + since(back) + " ms");

            start = System.nanoTime();
            relay.cut(true);
            await(() -> context.link() == LinkState.UNAVAILABLE);
            noticed = since(start);
            long from2 = after(3_000, context.updates::size);
            relay.cut(false);
            long back2 = System.nanoTime();
            await(() -> isAllLive(context, from2));
            found.add("cut: noticed " + noticed + " ms, live " + since(back2) + " ms");
        }
        for (int round = 0; round < 2; round++) {
            server.close();
            relay.cut(true);
            await(() -> context.link() == LinkState.UNAVAILABLE);
            server = after(8_000, () -> started(port));
            long from3 = context.updates.size();
            relay.cut(false);
            long back3 = System.nanoTime();
            await(() -> isAllLive(context, from3));
            found.add("restarted: live " + since(back3) + " ms");
        }
        found.forEach(System.out::println);
        System.out.println(connector.counts());
        connector.close();
        relay.close();
        server.close();
        timer.shutdown();
    }

    private static VariableServer started(int port) {
        VariableServer server = new VariableServer(port, 1_000, new java.util.concurrent.ConcurrentHashMap<>());
        for (int i = 0; i < TAGS; i++) {
            server.add("V" + i, i);
        }
        return server;
    }
}
