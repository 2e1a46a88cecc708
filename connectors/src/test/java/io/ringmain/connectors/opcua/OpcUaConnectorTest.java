package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.demo.DemoPlant;
import io.ringmain.connectors.demo.DemoPlantServer;
import io.ringmain.connectors.demo.Disturbance;
import io.ringmain.connectors.demo.PlantVariable;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The connector against the demo plant's real server; the plant's time moves by explicit steps. */
class OpcUaConnectorTest extends OnDemoPlant {
    @Test
    void shouldDeliverAllVariablesOfThePlantWithTheirTypes() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        List<TagDefinition> tags = plant.variables().stream()
                .map(variable -> tag(variable.name(), variable.type(), variable.mode()))
                .toList();
        RecordingContext context = new RecordingContext(tags);
        connector(server.endpointUrl(), context);

        awaitTrue(() -> context.newest.size() == tags.size());
        assertThat(context.links).containsExactly(LinkState.OK);
        for (int i = 0; i < tags.size(); i++) {
            PlantVariable variable = plant.variables().get(i);
            Object expected = plant.value(i);
            Object got = context.newest(i).value();
            if (variable.type() == TagType.INT64) {
                expected = ((Number) expected).longValue();
            } else if (variable.type() == TagType.FLOAT64) {
                expected = ((Number) expected).doubleValue();
            }
            assertThat(got).as(variable.name()).isEqualTo(expected);
            assertThat(context.newest(i).statusCode()).as(variable.name()).isEqualTo(plant.statusCode(i));
        }
    }

    @Test
    void shouldKeepSourceTimesAndPublishFromOneThread() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
        connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 1);
        long first = context.newest(0).sourceTimeNs();

        server.step(20);

        awaitTrue(() -> context.newest(0).sourceTimeNs() == first + 1_000_000_000L);
        assertThat(context.newest(0).value()).isEqualTo(plant.number("Feed.TK101.Level"));
        awaitTrue(() -> context.flushes.get() > 0);
        assertThat(context.publishingThreads).containsExactly("opcua-plant-publish");
    }

    @Test
    void shouldPoll() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context = new RecordingContext(List.of(
                tag("Plant.UpTime", TagType.INT64, Mode.POLL),
                tag("Product.Lot.Id", TagType.STRING, Mode.POLL),
                tag("No.Such.Node", TagType.BOOL, Mode.POLL)));
        connector(server.endpointUrl(), context, "batch-size", "2");
        awaitTrue(() -> context.newest.size() == 3);

        server.step(60);

        awaitTrue(() -> Long.valueOf(3).equals(context.newest(0).value()));
        assertThat(context.newest(1).value()).isEqualTo(plant.value("Product.Lot.Id"));
        assertThat(context.newest(2))
                .extracting("value", "statusCode")
                .containsExactly(null, Quality.BAD_NODE_ID_UNKNOWN);
    }

    @Test
    void shouldReportAnUnknownNodeAndGoOnWithTheOthers() {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context = new RecordingContext(List.of(
                tag("No.Such.Node", TagType.FLOAT64, Mode.SUBSCRIBE),
                tag("Feed.TK101.Level", TagType.FLOAT64, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);

        awaitTrue(() -> context.newest.size() == 2);
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
        assertThat(context.newest(1).statusCode()).isEqualTo(Quality.GOOD);
        awaitTrue(() -> connector.detail().contains("item errors 1"));
        assertThat(connector.detail()).contains("No.Such.Node: BadNodeIdUnknown");
    }

    @Test
    void shouldDeliverABadStatusOfTheDevice() {
        DemoPlant plant = new DemoPlant(SEED);
        plant.write("Plant.Disturbance.Enabled", false);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context = new RecordingContext(plant.variables().stream()
                .map(variable -> tag(variable.name(), variable.type(), Mode.SUBSCRIBE))
                .toList());
        connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == plant.variables().size());

        plant.disturb(Disturbance.SENSOR_BROKEN);
        server.step(2);

        awaitTrue(() -> context.newest.values().stream()
                .anyMatch(update -> update.statusCode() == Quality.BAD_SENSOR_FAILURE && update.value() == null));
    }

    @Test
    void shouldMarkAValueThatDoesNotFitTheTag() {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Product.Lot.Id", TagType.FLOAT64, Mode.SUBSCRIBE)));
        connector(server.endpointUrl(), context);

        awaitTrue(() -> context.newest.size() == 1);
        assertThat(context.newest(0).statusCode()).isEqualTo(Quality.BAD_TYPE_MISMATCH);
    }

    @Test
    void shouldWriteToThePlantInTheTypeOfTheNode() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context = new RecordingContext(List.of(
                tag("Feed.P101A.Running", TagType.BOOL, Mode.SUBSCRIBE),
                tag("Feed.P101A.Start", TagType.BOOL, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 2);

        connector.write(new DeviceWrite(1, 1, "ns=2;s=Feed.P101A.Start", TagType.BOOL, 1, null));
        connector.write(new DeviceWrite(2, 0, "ns=2;s=Feed.LIC102.Gain", TagType.FLOAT64, bits(3.5), null));
        connector.write(new DeviceWrite(3, 0, "ns=2;s=Feed.LIC102.Mode", TagType.INT64, 0, null));
        connector.write(new DeviceWrite(4, 0, "ns=2;s=Plant.OperatorMessage", TagType.STRING, 0, "hello"));
        connector.write(new DeviceWrite(5, 0, "ns=2;s=Feed.LIC102.SP", TagType.FLOAT64, bits(1e6), null));
        connector.write(new DeviceWrite(6, 0, "ns=2;s=Feed.TK101.Level", TagType.FLOAT64, bits(1), null));
        connector.write(new DeviceWrite(7, 0, "ns=2;s=Feed.P101A.Start", TagType.STRING, 0, "on"));
        connector.write(new DeviceWrite(8, 0, "ns=2;s=No.Such.Node", TagType.BOOL, 1, null));
        awaitTrue(() -> context.answers.size() == 8);
        server.step(60);

        assertThat(context.answers)
                .containsEntry(1L, List.of(Quality.GOOD))
                .containsEntry(2L, List.of(Quality.GOOD))
                .containsEntry(3L, List.of(Quality.GOOD))
                .containsEntry(4L, List.of(Quality.GOOD))
                .containsEntry(5L, List.of(Quality.BAD_OUT_OF_RANGE))
                .containsEntry(6L, List.of(Quality.BAD_USER_ACCESS_DENIED))
                .containsEntry(7L, List.of(Quality.BAD_TYPE_MISMATCH))
                .containsEntry(8L, List.of(Quality.BAD_NODE_ID_UNKNOWN));
        assertThat(plant.value("Feed.LIC102.Gain")).isEqualTo(3.5f);
        assertThat(plant.value("Feed.LIC102.Mode")).isEqualTo(0);
        assertThat(plant.value("Plant.OperatorMessage")).isEqualTo("hello");
        awaitTrue(() -> Boolean.TRUE.equals(context.newest(0).value()));
    }

    @Test
    void shouldWriteInTheOrderInWhichItWasAsked() {
        DemoPlant plant = new DemoPlant(SEED);
        DemoPlantServer server = server(plant, 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Plant.OperatorMessage", TagType.STRING, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 1);

        for (int i = 0; i < 200; i++) {
            connector.write(new DeviceWrite(i, 0, "ns=2;s=Plant.OperatorMessage", TagType.STRING, 0, "note " + i));
        }
        awaitTrue(() -> context.answers.size() == 200);
        server.step(1);

        assertThat(context.answers.values()).allMatch(List.of(Quality.GOOD)::equals);
        assertThat(plant.value("Plant.OperatorMessage")).isEqualTo("note 199");
    }

    @Test
    void shouldAnswerEachOfThousandsOfWritesToOneNodeThatAllHaveTheWrongType() {
        DemoPlantServer server = server(new DemoPlant(SEED), 0);
        RecordingContext context =
                new RecordingContext(List.of(tag("Plant.OperatorMessage", TagType.STRING, Mode.SUBSCRIBE)));
        Connector connector = connector(server.endpointUrl(), context);
        awaitTrue(() -> context.newest.size() == 1);

        for (int i = 0; i < 9_000; i++) {
            connector.write(new DeviceWrite(i, 0, "ns=2;s=Plant.OperatorMessage", TagType.BOOL, 1, null));
        }

        awaitTrue(() -> context.answers.size() == 9_000);
        assertThat(context.answers.values()).allMatch(List.of(Quality.BAD_TYPE_MISMATCH)::equals);
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }
}
