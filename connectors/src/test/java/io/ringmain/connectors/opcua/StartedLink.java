package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A connector that a test has started, and what goes with it. */
record StartedLink(Connector connector, RecordingContext core) implements AutoCloseable {

    static StartedLink to(String endpoint, List<TagDefinition> tags, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "endpoint", endpoint,
                "security", "None",
                "keep-alive-interval", "10s",
                "request-timeout", "10s",
                "reconnect-min", "50ms",
                "reconnect-max", "200ms"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        ConnectorDefinition definition = new ConnectorDefinition("plant", "opcua", settings);
        OpcUaConnectorProvider provider = new OpcUaConnectorProvider();
        assertThat(provider.validate(definition, tags)).isEmpty();
        StartedLink link = new StartedLink(provider.create(definition), new RecordingContext(tags));
        link.connector().start(link.core());
        return link;
    }

    static TagDefinition tag(String name, TagType type, Mode mode, String address, Map<String, String> options) {
        return TagDefinition.builder(name, type)
                .length(type.isArray() ? 16 : 1)
                .source(new TagSource("plant", address, mode, 50, options))
                .writable(NodeAddress.parse(address).path().isEmpty())
                .build();
    }

    static TagDefinition subscribed(String name, TagType type, String address) {
        return tag(name, type, Mode.SUBSCRIBE, address, Map.of());
    }

    static TagDefinition polled(String name, TagType type, String address) {
        return tag(name, type, Mode.POLL, address, Map.of());
    }

    static BoundTag bound(int tagId, TagDefinition definition) {
        return new BoundTag(tagId, definition);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    /** The newest value of a tag, null when it has none. */
    Object value(int tagId) {
        return core.newest(tagId) == null ? null : core.newest(tagId).value();
    }

    int status(int tagId) {
        return core.newest(tagId).statusCode();
    }

    @Override
    public void close() {
        connector.close();
    }
}
