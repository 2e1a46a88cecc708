package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ModelChangeStructureDataType;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedChangesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TagDefinition LEVEL = TagDefinition.builder("Area.Level", TagType.FLOAT64)
            .range(0, 200)
            .metadata(new SiteMetadata("North", "", "Line 1/2", Double.NaN))
            .deadband(Deadband.NONE)
            .build();

    private ServedPlantRun run;
    private UaTestClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        run = new ServedPlantRun.Recipe()
                .site(new SiteDefinition("test", List.of(), List.of(LEVEL), List.of(), List.of()))
                .start(folder);
        client = UaTestClient.connect(run.url());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        run.close();
    }

    private Queue<DataValue> monitor(String node, DataChangeFilter filter) throws Exception {
        OpcUaSubscription subscription = new OpcUaSubscription(client.milo(), 50.0);
        subscription.create();
        Queue<DataValue> seen = new ConcurrentLinkedQueue<>();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(UaTestClient.id(node));
        item.setSamplingInterval(50.0);
        item.setQueueSize(uint(100));
        if (filter != null) {
            item.setFilter(filter);
        }
        item.setDataValueListener((i, value) -> seen.add(value));
        subscription.addMonitoredItem(item);
        subscription.createMonitoredItems();
        return seen;
    }

    private static boolean ends(Queue<DataValue> seen, Object value, long status) {
        return seen.stream()
                .reduce((a, b) -> b)
                .filter(last -> last.statusCode().value() == status
                        && (value == null || value.equals(last.value().value())))
                .isPresent();
    }

    @Test
    void shouldShowTagsByAreaAndSegment() throws Exception {
        assertThat(client.browse("Areas")).containsExactly("North");
        assertThat(client.browse("Areas/North")).containsExactly("Line 1/2");
        assertThat(client.browse("Areas/North/Line 1%2F2")).containsExactly("Level");
    }

    @Test
    void shouldTellAnItemThatItsNodeIsGoneAndGoOnWhenItComesBack() throws Exception {
        run.publish("Area.Level", 1);
        Queue<DataValue> seen = monitor("Area.Level", null);
        await().atMost(PATIENCE).until(() -> ends(seen, 1.0, 0));
        run.configure(new SiteChange().removeTag("Area.Level"));
        await().atMost(PATIENCE).until(() -> ends(seen, null, StatusCodes.Bad_NodeIdUnknown));
        assertThat(client.read("Area.Level").statusCode().value()).isEqualTo(StatusCodes.Bad_NodeIdUnknown);
        run.configure(new SiteChange().put(LEVEL));
        run.publish("Area.Level", 2);
        await().atMost(PATIENCE).until(() -> ends(seen, 2.0, 0));
    }

    @Test
    void shouldShowATagThatIsAddedWhileItRuns() throws Exception {
        Object version = client.value("CVT/NodeVersion");
        run.configure(new SiteChange().put(TagDefinition.internal("Area.New", TagType.INT64)));
        assertThat(client.write("Area.New", 5L)).isZero();
        assertThat(client.value("Area.New")).isEqualTo(5L);
        assertThat(client.value("CVT/NodeVersion")).isNotEqualTo(version);
    }

    @Test
    void shouldPassOverChangesWithinTheDeadband() throws Exception {
        run.publish("Area.Level", 100);
        // 10 % of 0 to 200
        Queue<DataValue> seen =
                monitor("Area.Level", new DataChangeFilter(DataChangeTrigger.StatusValue, uint(2), 10.0));
        await().atMost(PATIENCE).until(() -> ends(seen, 100.0, 0));
        Queue<DataValue> all = monitor("Area.Level", null);
        run.publish("Area.Level", 115);
        await().atMost(PATIENCE).until(() -> ends(all, 115.0, 0));
        run.publish("Area.Level", 125);
        await().atMost(PATIENCE).until(() -> ends(seen, 125.0, 0));
        assertThat(seen).extracting(value -> value.value().value()).containsExactly(100.0, 125.0);
    }

    @Test
    void shouldTellOfNodesThatComeAndGo() throws Exception {
        OpcUaSubscription subscription = new OpcUaSubscription(client.milo(), 50.0);
        subscription.create();
        Queue<ModelChangeStructureDataType> told = new ConcurrentLinkedQueue<>();
        SimpleAttributeOperand changes = new SimpleAttributeOperand(
                NodeIds.GeneralModelChangeEventType,
                new QualifiedName[] {new QualifiedName(0, "Changes")},
                AttributeId.Value.uid(),
                null);
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(
                NodeIds.Server,
                new EventFilter(
                        new SimpleAttributeOperand[] {changes}, new ContentFilter(new ContentFilterElement[0])));
        item.setEventValueListener((of, values) -> {
            if (values[0].value() instanceof ExtensionObject[] encoded) {
                for (ExtensionObject one : encoded) {
                    told.add((ModelChangeStructureDataType)
                            one.decode(client.milo().getStaticEncodingContext()));
                }
            }
        });
        subscription.addMonitoredItem(item);
        subscription.createMonitoredItems();
        run.configure(new SiteChange().put(TagDefinition.internal("Area.New", TagType.INT64)));
        await().atMost(PATIENCE).until(() -> isTold(told, "Area.New", 1) && isTold(told, "CVT", 4));
        run.configure(new SiteChange().removeTag("Area.New"));
        await().atMost(PATIENCE).until(() -> isTold(told, "Area.New", 2) && isTold(told, "CVT", 8));
    }

    private static boolean isTold(Queue<ModelChangeStructureDataType> told, String node, int verb) {
        return told.stream()
                .anyMatch(change -> change.getAffected().equals(UaTestClient.id(node))
                        && change.getVerb().intValue() == verb);
    }
}
