package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpcUaServerTest {
    private static final SiteDefinition SITE = new SiteDefinition(
            "test",
            List.of(),
            List.of(
                    TagDefinition.builder("Feed.TK101.Level", TagType.FLOAT64)
                            .unit("%")
                            .range(0, 100)
                            .description("level of the raw water tank")
                            .build(),
                    TagDefinition.internal("Feed.TK101.Running", TagType.BOOL),
                    TagDefinition.internal("Feed.Count", TagType.INT64),
                    TagDefinition.internal("Alarms", TagType.STRING)),
            List.of(),
            List.of());

    private ServedPlantRun run;
    private OpcUaClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        run = new ServedPlantRun.Recipe().site(SITE).start(folder);
        client = OpcUaClient.create(run.url());
        client.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.disconnect();
        run.close();
    }

    private static NodeId id(String name) {
        return new NodeId(2, name);
    }

    private List<String> browse(NodeId node) throws Exception {
        return client.getAddressSpace().browse(node).stream()
                .filter(ReferenceDescription::getIsForward)
                .map(r -> r.getBrowseName().name())
                .toList();
    }

    @Test
    void shouldShowTagsInFoldersAlongTheirNames() throws Exception {
        assertThat(browse(NodeIds.ObjectsFolder)).contains("CVT");
        assertThat(browse(id("CVT"))).containsExactly("Alarms", "Feed", "NodeVersion");
        assertThat(browse(id("CVT/Feed"))).containsExactly("Count", "TK101");
        assertThat(browse(id("CVT/Feed.TK101"))).containsExactly("Level", "Running");
    }

    @Test
    void shouldGiveAValueWithItsTimes() throws Exception {
        long timeNs = run.plant().nowNs() - 1_000_000_000;
        run.publish("Feed.TK101.Level", 42.5, 0x40930000, timeNs);
        run.plant().drain(5_000);
        DataValue value = client.readValue(0, TimestampsToReturn.Both, id("Feed.TK101.Level"));
        assertThat(value.value().value()).isEqualTo(42.5);
        assertThat(value.statusCode().value()).isEqualTo(0x40930000L);
        assertThat(DataValues.ns(value.sourceTime()) / 100).isEqualTo(timeNs / 100);
    }

    @Test
    void shouldWriteThroughTheRing() throws Exception {
        List<StatusCode> results = client.writeValues(
                List.of(id("Feed.TK101.Level"), id("Feed.Count"), id("Tags/Alarms"), id("Feed.TK101.Level")),
                List.of(
                        DataValue.valueOnly(new Variant(12.5f)),
                        DataValue.valueOnly(new Variant((short) 7)),
                        DataValue.valueOnly(new Variant("none")),
                        DataValue.valueOnly(new Variant(100.5))));
        assertThat(results).extracting(StatusCode::value).containsExactly(0L, 0L, 0L, 0x803C0000L);
        assertThat(client.readValue(0, TimestampsToReturn.Both, id("Feed.TK101.Level"))
                        .value()
                        .value())
                .isEqualTo(12.5);
    }

    @Test
    void shouldReportChangesToASubscription() throws Exception {
        run.publish("Feed.TK101.Level", 1);
        OpcUaSubscription subscription = new OpcUaSubscription(client, 50.0);
        subscription.create();
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(id("Feed.TK101.Level"));
        item.setSamplingInterval(50.0);
        item.setDataValueListener((i, value) -> seen.add(value.value().value()));
        subscription.addMonitoredItem(item);
        subscription.createMonitoredItems();
        await().until(() -> seen.contains(1.0));
        run.publish("Feed.TK101.Level", 2);
        await().until(() -> seen.contains(2.0));
        assertThat(seen).containsExactly(1.0, 2.0);
    }

    @Test
    void shouldSayWhatATagIs() throws Exception {
        assertThat(((Range) read("Feed.TK101.Level/EURange")).getHigh()).isEqualTo(100.0);
        assertThat(((EUInformation) read("Feed.TK101.Level/EngineeringUnits")).getUnitId())
                .isEqualTo('P' << 8 | '1');
        assertThat(((LocalizedText) read("Feed.TK101.Running/TrueState")).text())
                .isEqualTo("true");
        assertThat(client.getAddressSpace()
                        .getVariableNode(id("Feed.TK101.Level"))
                        .getTypeDefinition()
                        .getNodeId())
                .isEqualTo(NodeIds.AnalogUnitRangeType);
        assertThat(client.getAddressSpace()
                        .getVariableNode(id("Feed.TK101.Running"))
                        .getDataType())
                .isEqualTo(NodeIds.Boolean);
    }

    private Object read(String node) throws Exception {
        Object value =
                client.readValue(0, TimestampsToReturn.Both, id(node)).value().value();
        return value instanceof ExtensionObject encoded ? encoded.decode(client.getStaticEncodingContext()) : value;
    }

    @Test
    void shouldRefuseWritesOfMoreThanAValue() throws Exception {
        List<StatusCode> results = client.writeValues(
                List.of(id("Feed.Count"), id("Feed.Count"), id("Feed.TK101.Level/EURange")),
                List.of(
                        new DataValue(new Variant(1L), StatusCode.GOOD, DateTime.now()),
                        new DataValue(new Variant(1L), StatusCode.UNCERTAIN, null),
                        DataValue.valueOnly(new Variant(1L))));
        assertThat(results)
                .extracting(StatusCode::value)
                .containsExactly(
                        StatusCodes.Bad_WriteNotSupported,
                        StatusCodes.Bad_WriteNotSupported,
                        StatusCodes.Bad_NotWritable);
    }
}
