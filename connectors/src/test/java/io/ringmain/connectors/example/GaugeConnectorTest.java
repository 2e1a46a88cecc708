package io.ringmain.connectors.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What is the gauge connector's own; all else is in {@link GaugeConformanceTest}. */
class GaugeConnectorTest {
    private final GaugeConnectorProvider provider = new GaugeConnectorProvider();

    private static TagDefinition tag(String address, TagType type, Mode mode) {
        return TagDefinition.internal("Test." + address.replace(' ', '_'), type)
                .withSource(new TagSource("tank", address, mode, 100));
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().until(condition::getAsBoolean);
    }

    @Test
    void shouldNameAllThatIsWrong() {
        List<String> problems = provider.validate(
                new ConnectorDefinition("tank", "gauge", Map.of("prot", "1", "timeout", "1ms")),
                List.of(tag("Level 1", TagType.FLOAT64, Mode.POLL)));

        assertThat(problems)
                .hasSize(5)
                .anyMatch(line -> line.contains("prot: unknown setting") && line.contains("port"))
                .anyMatch(line -> line.contains("host: missing"))
                .anyMatch(line -> line.contains("timeout: '1ms'"))
                .anyMatch(line -> line.contains("'Level 1' is not a gauge"))
                .anyMatch(line -> line.contains("mode poll"));
    }

    @Test
    void shouldGoOnBesideWrongAddressesAndTypesAndStopAtAnOperatorsOrder() throws Exception {
        try (GaugeDevice device = new GaugeDevice(0)) {
            device.set("level", "1.5", "GOOD");
            RecordingContext context = new RecordingContext(List.of(
                    tag("level", TagType.FLOAT64, Mode.SUBSCRIBE),
                    tag("nowhere", TagType.FLOAT64, Mode.SUBSCRIBE),
                    tag("level", TagType.INT64, Mode.SUBSCRIBE)));
            try (Connector connector = provider.create(new ConnectorDefinition(
                    "tank", "gauge", Map.of("host", "127.0.0.1", "port", Integer.toString(device.port()))))) {
                connector.start(context);
                awaitTrue(() -> context.newest.size() == 3);
                assertThat(context.newest(0).value()).isEqualTo(1.5);
                assertThat(context.newest(1).statusCode()).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
                assertThat(context.newest(2).statusCode()).isEqualTo(Quality.BAD_TYPE_MISMATCH);

                connector.control(Mode.SUBSCRIBE, 0, AcquisitionAction.STOP);
                awaitTrue(() -> context.acquisition(Mode.SUBSCRIBE, 0).phase() == AcquisitionPhase.STOPPED);
                connector.control(Mode.SUBSCRIBE, 0, AcquisitionAction.START);
                device.set("level", "2.5", "GOOD");
                awaitTrue(() -> Double.valueOf(2.5).equals(context.newest(0).value()));
                assertThat(connector.counts()).containsOnlyKeys(provider.counters());
            }
        }
    }
}
