package io.ringmain.connectors.opcua.server.condition;

import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarm;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.bool;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.server.KnownUsers;
import io.ringmain.connectors.opcua.server.ServedPlantRun;
import io.ringmain.connectors.testing.KeptStore;
import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions as nodes, with alarms of all kinds; and what a restart leaves of them. */
class ConditionNodesTest {
    private static final BigDecimal ONE = BigDecimal.ONE;

    private final KeptStore store = new KeptStore();
    private ServedPlantRun run;
    private AlarmClient client;

    private static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>(List.of(
                bool("Door"),
                bool("Hidden.Door"),
                TagDefinition.internal("Level", TagType.FLOAT64),
                TagDefinition.internal("Setpoint", TagType.FLOAT64)));
        AlarmPolicy everything = new AlarmPolicy(true, true, true, true, 60_000_000_000L, 3_600_000_000_000L, true);
        List<AlarmDefinition> alarms = new ArrayList<>(List.of(
                alarm("Door").withPolicy(everything).withGroups(new AlarmGroups("trip", "", List.of())),
                alarm("Hidden.Door"),
                AlarmDefinition.limit("Level", AlarmKind.HI, 80),
                AlarmDefinition.limit("Level", AlarmKind.LOLO, 5),
                AlarmDefinition.of("Level.MULTI", "Level", multi()),
                AlarmDefinition.of(
                        "Level.DEVIATION",
                        "Level",
                        new AlarmCondition.Deviation("Setpoint", BigDecimal.TEN, BigDecimal.TEN.negate(), ONE)),
                AlarmDefinition.of(
                        "Level.RATE",
                        "Level",
                        new AlarmCondition.RateOfChange(RateDirection.BOTH, 5, 1, 1_000_000_000L)),
                AlarmDefinition.of("Level.BAD", "Level", new AlarmCondition.BadQuality(false)),
                AlarmDefinition.of("Level.STALE", "Level", new AlarmCondition.Stale(3_600_000_000_000L)),
                AlarmDefinition.of("Level.EXPRESSION", "Level", new AlarmCondition.Expression("Level > 1000"))));
        return AlarmSite.of(tags, alarms);
    }

    private static AlarmCondition multi() {
        List<AlarmLevel> levels = new ArrayList<>();
        int limit = 200;
        for (AlarmKind kind : List.of(AlarmKind.HIHI, AlarmKind.HI, AlarmKind.LO, AlarmKind.LOLO)) {
            levels.add(new AlarmLevel(kind, BigDecimal.valueOf(limit), ONE, 0, 0, 2));
            limit -= 100;
        }
        return new AlarmCondition.MultiLimit(levels);
    }

    @BeforeEach
    void start(@TempDir Path folder) throws UaException {
        launch(folder);
    }

    private void launch(Path folder) throws UaException {
        run = new ServedPlantRun.Recipe()
                .site(site())
                .setting("anonymous", "administrator")
                .setting("access", "Hidden.*=none, *=read-write")
                .users(new KnownUsers())
                .store(store)
                .start(folder);
        client = AlarmClient.connect(run.url());
    }

    @AfterEach
    void stop() throws UaException {
        client.close();
        run.close();
    }

    private List<ReferenceDescription> references(NodeId node, NodeId type, BrowseDirection direction)
            throws UaException {
        return List.of(client.client()
                .browse(new BrowseDescription(node, direction, type, true, uint(0), uint(63)))
                .getReferences());
    }

    private List<String> names(NodeId node, NodeId type) throws UaException {
        return references(node, type, BrowseDirection.Forward).stream()
                .map(r -> r.getBrowseName().name())
                .toList();
    }

    private Object read(NodeId node, AttributeId attribute) throws UaException {
        return client.client()
                .read(0, TimestampsToReturn.Neither, List.of(new ReadValueId(node, attribute.uid(), null, null)))
                .getResults()[0]
                .value()
                .value();
    }

    private Object value(String id) throws UaException {
        return read(node(id), AttributeId.Value);
    }

    private NodeId id(ReferenceDescription reference) {
        return reference
                .getNodeId()
                .toNodeId(client.client().getNamespaceTable())
                .orElseThrow();
    }

    private NodeId typeOf(NodeId node) throws UaException {
        return id(references(node, NodeIds.HasTypeDefinition, BrowseDirection.Forward)
                .get(0));
    }

    private NodeId above(NodeId type) throws UaException {
        List<ReferenceDescription> above = references(type, NodeIds.HasSubtype, BrowseDirection.Inverse);
        return above.isEmpty() ? null : id(above.get(0));
    }

    /** The declaration of a member in a type or in one above it, null when there is none. */
    private NodeId declaration(NodeId type, String path) throws UaException {
        RelativePathElement[] elements = Arrays.stream(path.split("/"))
                .map(name -> new RelativePathElement(
                        NodeIds.HierarchicalReferences, false, true, new QualifiedName(0, name)))
                .toArray(RelativePathElement[]::new);
        NodeId at = type;
        while (at != null) {
            BrowsePathResult found = client.client()
                    .translateBrowsePaths(List.of(new BrowsePath(at, new RelativePath(elements))))
                    .getResults()[0];
            if (found.getStatusCode().isGood()) {
                return found.getTargets()[0]
                        .getTargetId()
                        .toNodeId(client.client().getNamespaceTable())
                        .orElseThrow();
            }
            at = above(at);
        }
        return null;
    }

    @Test
    void shouldBeWhatTheirTypesDeclare() throws UaException {
        List<String> wrong = new ArrayList<>();
        for (AlarmDefinition alarm : site().alarms()) {
            if (alarm.tag().startsWith("Hidden")) {
                continue;
            }
            NodeId type = ConditionTypes.of(alarm);
            for (Member member : Members.of(alarm).values()) {
                NodeId declared = declaration(type, member.path());
                NodeId own = node("Alarms/" + alarm.name() + "/" + member.path());
                String what = alarm.name() + " " + member.path();
                if (declared == null) {
                    wrong.add(what + " is not declared");
                    continue;
                }
                if (!member.typeDefinition().equals(typeOf(declared))
                        || !typeOf(own).equals(typeOf(declared))) {
                    wrong.add(what + " is a " + typeOf(own) + ", declared is a " + typeOf(declared));
                }
                Object dataType = member.isObject() ? null : read(declared, AttributeId.DataType);
                if (!member.isObject()
                        && !dataType.equals(read(own, AttributeId.DataType))
                        && !dataType.equals(NodeIds.BaseDataType)) {
                    wrong.add(what + " holds " + read(own, AttributeId.DataType) + ", declared is " + dataType);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldHaveAllThatTheirTypesDemand() throws UaException {
        for (AlarmDefinition alarm : site().alarms()) {
            NodeId type = ConditionTypes.of(alarm);
            List<String> own = Members.of(alarm).keySet().stream().toList();
            for (NodeId at = type; at != null && !at.equals(NodeIds.BaseObjectType); at = above(at)) {
                for (ReferenceDescription part : references(at, NodeIds.Aggregates, BrowseDirection.Forward)) {
                    NodeId declared = id(part);
                    boolean isDemanded =
                            references(declared, NodeIds.HasModellingRule, BrowseDirection.Forward).stream()
                                    .anyMatch(
                                            rule -> rule.getBrowseName().name().equals("Mandatory"));
                    String name = part.getBrowseName().name();
                    boolean isMethod = ConditionMethod.of(declared) != null || name.startsWith("ConditionRefresh");
                    if (isDemanded && !isMethod) {
                        assertThat(own).as(alarm.name()).contains(name);
                    }
                }
            }
        }
    }

    @Test
    void shouldBeFoundFromTheFolderFromTheirTagsAndFromTheServer() throws UaException {
        assertThat(names(NodeIds.ObjectsFolder, NodeIds.Organizes)).contains("Alarms");
        assertThat(names(node("Alarms"), NodeIds.Organizes))
                .contains("Level.MULTI", "Door.OFF_NORMAL")
                .doesNotContain("Hidden.Door.OFF_NORMAL");
        assertThat(names(node("Level"), NodeIds.HasCondition)).contains("Level.HI", "Level.RATE");
        assertThat(names(NodeIds.Server, NodeIds.HasNotifier)).contains("Alarms");
        assertThat(names(node("Alarms"), NodeIds.HasEventSource)).containsExactlyInAnyOrder("Door", "Level");
        assertThat(names(node("Alarms/Door.OFF_NORMAL"), NodeIds.HasComponent))
                .contains("Acknowledge", "Confirm", "Reset", "Silence", "ShelvingState", "ActiveState");
        assertThat(names(node("Alarms/Level.HI"), NodeIds.HasComponent)).doesNotContain("Confirm", "Reset");
        assertThat(names(node("Alarms/Level.HI/ShelvingState"), NodeIds.HasComponent))
                .contains("TimedShelve", "OneShotShelve", "Unshelve", "CurrentState");
        assertThat(read(node("Alarms/Hidden.Door.OFF_NORMAL"), AttributeId.BrowseName))
                .isNull();
    }

    @Test
    void shouldShowTheStateAndReportItsChangesToSubscriptions() throws UaException {
        assertThat(value("Alarms/Level.HI/HighLimit")).isEqualTo(80.0);
        assertThat(value("Alarms/Level.HI/ActiveState/Id")).isEqualTo(false);
        OpcUaSubscription subscription = new OpcUaSubscription(client.client(), 50.0);
        subscription.create();
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(node("Alarms/Level.HI/ActiveState/Id"));
        item.setSamplingInterval(50.0);
        item.setDataValueListener((i, value) -> seen.add(value.value().value()));
        subscription.addMonitoredItem(item);
        subscription.createMonitoredItems();
        await().until(() -> seen.contains(false));
        run.publish("Level", 90);
        await().until(() -> seen.contains(true));
        assertThat(value("Alarms/Level.HI/HighState/Id")).isEqualTo(true);
        assertThat(value("Alarms/Level.HI/Retain")).isEqualTo(true);
    }

    @Test
    void shouldBeTheSameAfterARestart(@TempDir Path other) throws UaException {
        client.subscribe();
        run.publish("Door", true);
        Map<String, Object> raised = client.awaitEvents("Door.OFF_NORMAL", 1);
        AlarmSite.command(run.plant(), Command.Kind.COMMENT, "Door.OFF_NORMAL", "rita", "called the guard");
        client.call(
                node("Alarms/Door.OFF_NORMAL/ShelvingState"), NodeIds.ShelvedStateMachineType_TimedShelve, 3_000_000.0);
        Map<String, Object> shelved = client.awaitEvents("Door.OFF_NORMAL", 3);
        client.close();
        run.close();
        launch(other);
        client.subscribe();
        List<Map<String, Object>> refreshed = client.refresh();
        AlarmSnapshot state = AlarmSite.state(run, "Door.OFF_NORMAL");
        assertThat(state.isActive && state.shelf == AlarmSnapshot.Shelf.TIMED).isTrue();
        assertThat(refreshed).hasSize(1);
        assertThat(refreshed.get(0))
                .containsEntry("EventId", shelved.get("EventId"))
                .containsEntry("ActiveState/Id", true)
                .containsEntry("Comment", new LocalizedText(null, "called the guard"))
                .containsEntry("ClientUserId", "rita")
                .containsEntry("ShelvingState/CurrentState/Id", NodeIds.ShelvedStateMachineType_TimedShelved);
        assertThat(client.acknowledge(raised, "was told before")).isEqualTo("Good");
        assertThat((ByteString) refreshed.get(0).get("EventId")).isNotEqualTo(raised.get("EventId"));
    }
}
