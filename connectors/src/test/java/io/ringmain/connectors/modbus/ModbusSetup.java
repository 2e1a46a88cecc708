package io.ringmain.connectors.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A connector under test with its context. */
final class ModbusSetup implements AutoCloseable {
    final RecordingContext context;
    final Connector connector;

    ModbusSetup(int port, List<TagDefinition> tags, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(port),
                "request-timeout", "5s",
                "retries", "0",
                "reconnect-min", "20ms",
                "reconnect-max", "100ms"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        ModbusConnectorProvider provider = new ModbusConnectorProvider();
        ConnectorDefinition definition = new ConnectorDefinition("plc", "modbus", settings);
        assertThat(provider.validate(definition, tags)).isEmpty();
        context = new RecordingContext(tags);
        connector = provider.create(definition);
        connector.start(context);
    }

    static TagDefinition tag(String address, TagType type) {
        return tag(address, type, 20);
    }

    static TagDefinition tag(String address, TagType type, int intervalMs) {
        return TagDefinition.builder("Test." + address.replaceAll("[^A-Za-z0-9]", "_"), type)
                .length(type.isArray() ? 512 : 1)
                .source(new TagSource("plc", address, Mode.POLL, intervalMs))
                .build();
    }

    static void awaitTrue(String what, BooleanSupplier condition) {
        await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    ModbusSetup awaitAll() {
        awaitTrue("all tags", () -> context.newest.size() == context.tags().size());
        return this;
    }

    void awaitValue(int tag, Object value) {
        awaitTrue(
                "tag " + tag + " = " + value,
                () -> context.newest(tag) != null
                        && value.equals(context.newest(tag).value()));
    }

    void awaitStatus(int tag, int status) {
        awaitTrue(
                "status of tag " + tag,
                () -> context.newest(tag) != null && context.newest(tag).statusCode() == status);
    }

    void awaitCount(String counter, long least) {
        awaitTrue(counter, () -> count(counter) >= least);
    }

    long count(String counter) {
        return connector.counts().get(counter);
    }

    Object value(int tag) {
        return context.newest(tag).value();
    }

    @Override
    public void close() {
        connector.close();
    }
}
