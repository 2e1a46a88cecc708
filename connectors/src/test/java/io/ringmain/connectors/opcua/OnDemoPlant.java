package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.demo.DemoPlant;
import io.ringmain.connectors.demo.DemoPlantServer;
import io.ringmain.connectors.demo.DemoPlantServer.Pace;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** A connector and the demo plant's real server, whose time moves by explicit steps; both end with the test. */
abstract class OnDemoPlant {
    static final long SEED = 7;

    final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    final DemoPlantServer server(DemoPlant plant, int port) {
        DemoPlantServer server = new DemoPlantServer(plant, port, Pace.MANUAL);
        open.add(server);
        return server.start();
    }

    final Connector connector(String endpoint, RecordingContext context, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "endpoint", endpoint,
                "security", "None",
                "publishing-interval", "50ms",
                "keep-alive-interval", "10s",
                "request-timeout", "10s",
                "reconnect-min", "50ms",
                "reconnect-max", "200ms"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        ConnectorProvider provider = ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.type().equals("opcua"))
                .findFirst()
                .orElseThrow();
        ConnectorDefinition definition = new ConnectorDefinition("plant", "opcua", settings);
        assertThat(provider.validate(
                        definition,
                        context.tags().stream().map(tag -> tag.definition()).toList()))
                .isEmpty();
        Connector connector = provider.create(definition);
        open.add(connector);
        connector.start(context);
        return connector;
    }

    static TagDefinition tag(String name, TagType type, Mode mode) {
        return TagDefinition.internal(name, type).withSource(new TagSource("plant", "ns=2;s=" + name, mode, 50));
    }

    static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }
}
