package io.ringmain.connectors.opcua.server.condition;

import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarm;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarmName;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.bool;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.command;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.condition;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.connectors.opcua.server.KnownUsers;
import io.ringmain.connectors.opcua.server.ServedPlantRun;
import io.ringmain.connectors.testing.KeptStore;
import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmRationale;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told of alarms. Each test has alarms of its own. */
class ConditionEventsTest {
    private static final List<String> TAGS = List.of(
            "Life", "Remark", "Old", "Shelf", "Many", "Removed", "Elsewhere", "Here", "Refreshed", "Gone", "Overflow");

    private static final KnownUsers USERS = new KnownUsers().user("opal", "operator");

    private static ServedPlantRun run;
    private final List<AlarmClient> clients = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (String tag : TAGS) {
            tags.add(
                    tag.equals("Elsewhere")
                            ? TagDefinition.builder(tag, TagType.BOOL)
                                    .metadata(SiteMetadata.ofArea("North"))
                                    .build()
                            : bool(tag));
            alarms.add(alarm(tag));
        }
        tags.add(TagDefinition.internal("Level", TagType.FLOAT64));
        alarms.add(
                AlarmDefinition.of("Level.MULTI", "Level", levels()).withRationale(AlarmRationale.ofMessage("full")));
        tags.add(TagDefinition.internal("Temperature", TagType.FLOAT64));
        alarms.add(AlarmDefinition.limit("Temperature", AlarmKind.HI, 80).withPriority(1));
        tags.add(bool("Latch"));
        alarms.add(alarm("Latch").latching().withGroups(new AlarmGroups("trip", "", List.of())));
        tags.add(bool("Confirmed"));
        alarms.add(alarm("Confirmed").withPolicy(alarm("Confirmed").policy().confirmed()));
        run = new ServedPlantRun.Recipe()
                .site(AlarmSite.of(tags, alarms))
                .setting("anonymous", "administrator")
                .users(USERS)
                .store(new KeptStore())
                .start(folder);
    }

    private static AlarmCondition.MultiLimit levels() {
        return new AlarmCondition.MultiLimit(List.of(
                new AlarmLevel(AlarmKind.HIHI, BigDecimal.valueOf(90), BigDecimal.ONE, 0, 0, 3),
                new AlarmLevel(AlarmKind.HI, BigDecimal.valueOf(80), BigDecimal.ONE, 0, 0, 2)));
    }

    @AfterAll
    static void stop() {
        run.close();
    }

    @AfterEach
    void disconnect() throws UaException {
        for (AlarmClient client : clients) {
            client.close();
        }
    }

    private AlarmClient client() throws UaException {
        AlarmClient client = AlarmClient.connect(run.url());
        clients.add(client);
        return client;
    }

    @Test
    void shouldTellEachTransitionOfAnAlarmInOrder() throws UaException {
        AlarmClient client = client().subscribe();
        String alarm = alarmName("Life");
        run.publish("Life", true);
        Map<String, Object> raised = client.awaitEvents(alarm, 1);
        assertThat(raised)
                .containsEntry("EventType", NodeIds.OffNormalAlarmType)
                .containsEntry("SourceNode", node("Life"))
                .containsEntry("SourceName", "Life")
                .containsEntry("ConditionId", condition(alarm))
                .containsEntry("Severity", ushort(500))
                .containsEntry("Retain", true)
                .containsEntry("BranchId", NodeId.NULL_VALUE)
                .containsEntry("ActiveState/Id", true)
                .containsEntry("AckedState/Id", false)
                .containsEntry("ConfirmedState/Id", null)
                .containsEntry("EnabledState/Id", true)
                .containsEntry("SuppressedOrShelved", false)
                .containsEntry("InputNode", node("Life"));
        assertThat(client.acknowledge(raised, "seen")).isEqualTo("Good");
        run.publish("Life", false);
        client.awaitEvents(alarm, 3);
        assertThat(client.ofAlarm(alarm))
                .extracting(e -> e.get("ActiveState/Id"), e -> e.get("AckedState/Id"), e -> e.get("Retain"))
                .containsExactly(tuple(true, false, true), tuple(true, true, true), tuple(false, true, false));
    }

    @Test
    void shouldKeepWhatWasWrittenWhicheverWayItCame() throws UaException {
        AlarmClient client = AlarmClient.connect(run.url(), "opal").subscribe();
        clients.add(client);
        String alarm = alarmName("Remark");
        run.publish("Remark", true);
        Map<String, Object> raised = client.awaitEvents(alarm, 1);
        assertThat(client.call(
                        condition(alarm),
                        NodeIds.ConditionType_AddComment,
                        raised.get("EventId"),
                        LocalizedText.english("looks odd")))
                .isEqualTo("Good");
        assertThat(client.awaitEvents(alarm, 2))
                .containsEntry("Comment", new LocalizedText(null, "looks odd"))
                .containsEntry("ClientUserId", "opal");
        assertThat(command(run.plant(), Command.Kind.ACKNOWLEDGE, alarm, "rita", "from the control room"))
                .isEqualTo("Good");
        assertThat(client.awaitEvents(alarm, 3))
                .containsEntry("Comment", new LocalizedText(null, "from the control room"))
                .containsEntry("ClientUserId", "rita");
        run.publish("Remark", false);
        assertThat(client.awaitEvents(alarm, 4)).containsEntry("ClientUserId", "rita");
    }

    @Test
    void shouldRefuseTheEventIdOfAnOlderOccurrence() throws UaException {
        AlarmClient client = client().subscribe();
        String alarm = alarmName("Old");
        run.publish("Old", true);
        Map<String, Object> first = client.awaitEvents(alarm, 1);
        run.publish("Old", false);
        run.publish("Old", true);
        Map<String, Object> second = client.awaitEvents(alarm, 3);
        assertThat(client.acknowledge(first, "late")).isEqualTo("BadEventIdUnknown");
        assertThat(AlarmSite.state(run, alarm).isAcknowledged).isFalse();
        assertThat(client.acknowledge(second, "in time")).isEqualTo("Good");
        assertThat(client.acknowledge(second, "twice")).isEqualTo("BadConditionBranchAlreadyAcked");
        assertThat(client.awaitEvents(alarm, 4)).containsEntry("AckedState/Id", true);
    }

    @Test
    void shouldTellOfShelvesWithTheirTimes() throws UaException {
        AlarmClient client = client().subscribe();
        String alarm = alarmName("Shelf");
        NodeId shelving = node("Alarms/" + alarm + "/ShelvingState");
        client.call(
                shelving, NodeIds.ShelvedStateMachineType_TimedShelve2, 60_000.0, LocalizedText.english("test run"));
        assertThat(client.awaitEvents(alarm, 1))
                .containsEntry("ShelvingState/CurrentState/Id", NodeIds.ShelvedStateMachineType_TimedShelved)
                .containsEntry(
                        "ShelvingState/LastTransition/Id", NodeIds.ShelvedStateMachineType_UnshelvedToTimedShelved)
                .containsEntry("ShelvingState/UnshelveTime", 60_000.0)
                .containsEntry("SuppressedOrShelved", true)
                .containsEntry("Comment", new LocalizedText(null, "test run"));
        client.call(condition(alarm), NodeIds.ShelvedStateMachineType_Unshelve);
        assertThat(client.awaitEvents(alarm, 2))
                .containsEntry("ShelvingState/CurrentState/Id", NodeIds.ShelvedStateMachineType_Unshelved)
                .containsEntry(
                        "ShelvingState/LastTransition/Id", NodeIds.ShelvedStateMachineType_TimedShelvedToUnshelved)
                .containsEntry("ShelvingState/UnshelveTime", 0.0);
    }

    @Test
    void shouldTellTheLevelOfAnAlarmOfSeveralLimits() throws UaException {
        AlarmClient client = client().subscribe();
        run.publish("Level", 85);
        run.publish("Level", 95);
        run.publish("Level", 85);
        run.publish("Level", 50);
        client.awaitEvents("Level.MULTI", 4);
        assertThat(client.ofAlarm("Level.MULTI"))
                .extracting(e -> e.get("LimitState/CurrentState/Id"))
                .containsExactly(
                        NodeIds.ExclusiveLimitStateMachineType_High,
                        NodeIds.ExclusiveLimitStateMachineType_HighHigh,
                        NodeIds.ExclusiveLimitStateMachineType_High,
                        null);
        assertThat(client.ofAlarm("Level.MULTI"))
                .extracting(e -> e.get("Severity"))
                .startsWith(ushort(500), ushort(750), ushort(500));
        assertThat(client.ofAlarm("Level.MULTI").get(1))
                .containsEntry("EventType", NodeIds.ExclusiveLevelAlarmType)
                .containsEntry("LastSeverity", ushort(500))
                .containsEntry("HighLimit", 80.0)
                .containsEntry("ActiveState/EffectiveDisplayName", LocalizedText.english("Active/HighHigh"))
                .containsEntry("Message", new LocalizedText(null, "full"));
    }

    @Test
    void shouldConfirmAndResetWhereThePolicySaysSo() throws UaException {
        AlarmClient client = client().subscribe();
        String alarm = alarmName("Confirmed");
        run.publish("Confirmed", true);
        Map<String, Object> raised = client.awaitEvents(alarm, 1);
        client.acknowledge(raised, null);
        assertThat(client.awaitEvents(alarm, 2)).containsEntry("ConfirmedState/Id", false);
        client.call(
                condition(alarm),
                NodeIds.AcknowledgeableConditionType_Confirm,
                raised.get("EventId"),
                LocalizedText.english("done"));
        assertThat(client.awaitEvents(alarm, 3)).containsEntry("ConfirmedState/Id", true);
        String latch = alarmName("Latch");
        run.publish("Latch", true);
        run.publish("Latch", false);
        client.acknowledge(client.awaitEvents(latch, 2), null);
        assertThat(client.awaitEvents(latch, 3))
                .containsEntry("LatchedState/Id", true)
                .containsEntry("Retain", true);
        assertThat(client.call(condition(latch), NodeIds.AlarmConditionType_Reset))
                .isEqualTo("Good");
        await().until(() -> client.ofAlarm(latch).stream().anyMatch(e -> Boolean.FALSE.equals(e.get("Retain"))));
    }

    @Test
    void shouldMissNothingOfAThousandTransitions() throws UaException {
        AlarmClient client = client().subscribe();
        IntStream.range(0, 500).forEach(i -> {
            run.publish("Many", true);
            run.publish("Many", false);
        });
        String alarm = alarmName("Many");
        // Milo's client asks for a message again when a later one overtakes it between two of its threads: then both
        // come
        SortedMap<Long, Object> active = new TreeMap<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            client.ofAlarm(alarm)
                    .forEach(event -> active.put(
                            EventStamp.decode(AlarmClient.eventId(event)).sequence(), event.get("ActiveState/Id")));
            return active.size() >= 1_000;
        });
        assertThat(List.copyOf(active.values()))
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> i % 2 == 0).toList());
    }

    @Test
    void shouldSayThatAShortQueueHasOverflown() throws UaException {
        AlarmClient client = client();
        client.subscribe(NodeIds.Server, AlarmClient.filter(), 2);
        client.subscription().setPublishingInterval(2_000.0);
        client.subscription().modify();
        IntStream.range(0, 10).forEach(i -> {
            run.publish("Overflow", true);
            run.publish("Overflow", false);
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !client.ofType(NodeIds.EventQueueOverflowEventType).isEmpty());
        assertThat(client.item().getRevisedQueueSize()).contains(uint(2));
        assertThat(client.ofType(NodeIds.EventQueueOverflowEventType).get(0))
                .containsEntry("SourceNode", NodeIds.Server)
                .containsEntry("ConditionId", null);
    }

    @Test
    void shouldTellOnlyWhatANotifierIsFor() throws UaException {
        AlarmClient all = client().subscribe(node("Alarms"), AlarmClient.filter(), 100);
        AlarmClient north = client().subscribe(node("Areas/North"), AlarmClient.filter(), 100);
        run.publish("Here", true);
        run.publish("Elsewhere", true);
        assertThat(all.awaitEvents(alarmName("Elsewhere"), 1)).containsEntry("ActiveState/Id", true);
        assertThat(all.ofAlarm(alarmName("Here"))).hasSize(1);
        north.awaitEvents(alarmName("Elsewhere"), 1);
        assertThat(north.events()).hasSize(1);
        assertThat(north.refresh()).extracting(e -> e.get("ConditionName")).containsExactly(alarmName("Elsewhere"));
    }

    @Test
    void shouldTellARefreshWhatIsRetainedUnderTheSameEventIds() throws UaException {
        AlarmClient first = client().subscribe();
        String alarm = alarmName("Refreshed");
        run.publish("Refreshed", true);
        Map<String, Object> raised = first.awaitEvents(alarm, 1);
        AlarmClient late = client().subscribe();
        List<Map<String, Object>> refreshed = late.refresh();
        assertThat(refreshed)
                .filteredOn(e -> alarm.equals(e.get("ConditionName")))
                .containsExactly(raised);
        assertThat(refreshed).allMatch(e -> Boolean.TRUE.equals(e.get("Retain")));
        assertThat(first.ofType(NodeIds.RefreshStartEventType)).isEmpty();
        assertThat(late.acknowledge(refreshed.get(0), null)).isEqualTo("Good");
    }

    @Test
    void shouldRefreshOneItemOrSayWhyNot() throws UaException {
        AlarmClient client = client().subscribe();
        NodeId refresh2 = NodeIds.ConditionType_ConditionRefresh2;
        assertThat(client.call(
                        NodeIds.ConditionType,
                        refresh2,
                        client.subscriptionId(),
                        client.item().getMonitoredItemId().orElseThrow()))
                .isEqualTo("Good");
        await().until(() -> client.ofType(NodeIds.RefreshEndEventType).size() == 1);
        assertThat(client.call(NodeIds.ConditionType, refresh2, client.subscriptionId(), uint(4711)))
                .isEqualTo("BadMonitoredItemIdInvalid");
        assertThat(client.call(NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, uint(4711)))
                .isEqualTo("BadSubscriptionIdInvalid");
        assertThat(client().call(
                                NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, client.subscriptionId()))
                .isEqualTo("BadSubscriptionIdInvalid");
    }

    @Test
    void shouldTellOfAnAlarmThatIsConfiguredNoMore() throws UaException {
        AlarmClient client = client().subscribe();
        String alarm = alarmName("Removed");
        run.publish("Removed", true);
        client.awaitEvents(alarm, 1);
        run.configure(new SiteChange().removeAlarm(alarm));
        assertThat(client.awaitEvents(alarm, 2)).containsEntry("Retain", false);
        assertThat(client.call(condition(alarm), NodeIds.AlarmConditionType_Silence))
                .isEqualTo("BadNodeIdUnknown");
        run.configure(new SiteChange().put(alarm("Removed")));
        assertThat(client.awaitEvents(alarm, 3)).containsEntry("ActiveState/Id", true);
    }

    @Test
    void shouldTellNothingMoreToAUserWhoIsGone() throws UaException {
        USERS.user("temp", "operator");
        AlarmClient gone = AlarmClient.connect(run.url(), "temp").subscribe();
        clients.add(gone);
        AlarmClient other = client().subscribe();
        String alarm = alarmName("Gone");
        run.publish("Gone", true);
        gone.awaitEvents(alarm, 1);
        USERS.remove("temp");
        run.publish("Gone", false);
        other.awaitEvents(alarm, 2);
        assertThat(gone.ofAlarm(alarm)).hasSize(1);
    }
}
