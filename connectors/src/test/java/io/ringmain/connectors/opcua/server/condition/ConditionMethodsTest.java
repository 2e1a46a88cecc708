package io.ringmain.connectors.opcua.server.condition;

import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarm;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.bool;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.command;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.opcua.server.KnownUsers;
import io.ringmain.connectors.opcua.server.ServedPlantRun;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.TagDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each method in each state, and the code of OPC 10000-9 with which it is answered. Each cell has an alarm of its own. */
class ConditionMethodsTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private static final List<String> METHODS = List.of(
            "Acknowledge",
            "Confirm",
            "AddComment",
            "Reset",
            "Silence",
            "TimedShelve",
            "OneShotShelve",
            "Unshelve",
            "Suppress",
            "Unsuppress",
            "RemoveFromService",
            "PlaceInService",
            "Enable",
            "Disable");

    /**
     * Codes in the order of the methods. {@code -} is Good; the others are the standard's without {@code BadCondition}, or
     * without {@code Bad}.
     */
    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        String shelf = "- - NotShelved";
        // an alarm that has Confirm waits for it as soon as it is acknowledged
        String rest = "- InvalidState - InvalidState AlreadyEnabled -";
        String acked = "BranchAlreadyAcked";
        String confirmed = "BranchAlreadyConfirmed";
        row("NORM", acked, confirmed, "-", "InvalidState", "InvalidState", shelf, rest);
        row("UNACK", "-", confirmed, "-", "InvalidState", "-", shelf, rest);
        row("ACKED", acked, "-", "-", "InvalidState", "InvalidState", shelf, rest);
        row("UNCONFIRMED", acked, "-", "-", "InvalidState", "InvalidState", shelf, rest);
        row("RTNUN", "-", confirmed, "-", "InvalidState", "-", shelf, rest);
        row("LTUNK", "-", confirmed, "-", "InvalidState", "-", shelf, rest);
        row("LTACK", acked, "-", "-", "-", "InvalidState", shelf, rest);
        row("TIMED", "-", confirmed, "-", "InvalidState", "-", "AlreadyShelved - -", rest);
        row("ONE_SHOT", "-", confirmed, "-", "InvalidState", "-", "- AlreadyShelved -", rest);
        row(
                "SUPPRESSED",
                "-",
                confirmed,
                "-",
                "InvalidState",
                "-",
                shelf,
                "InvalidState - - InvalidState AlreadyEnabled -");
        row("OOSRV", "-", confirmed, "-", "InvalidState", "-", shelf, "- InvalidState InvalidState - AlreadyEnabled -");
        String disabled = "Disabled ";
        row("DISABLED", disabled.repeat(12).strip(), "-", "AlreadyDisabled");
    }

    private static ServedPlantRun run;
    private static AlarmClient client;

    private static void row(String state, String... codes) {
        TABLE.put(state, String.join(" ", codes));
    }

    private static String tag(String state, String method) {
        return state + "-" + method;
    }

    /** The alarm of a cell: of a kind that can come into that state and has that method. */
    private static AlarmDefinition definition(String state, String method) {
        AlarmDefinition alarm = alarm(tag(state, method));
        if (state.startsWith("LT") || method.equals("Reset")) {
            alarm = alarm.latching();
        }
        return state.equals("UNCONFIRMED") || method.equals("Confirm")
                ? alarm.withPolicy(alarm.policy().confirmed())
                : alarm;
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws UaException {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        TABLE.keySet()
                .forEach(state -> METHODS.forEach(method -> {
                    tags.add(bool(tag(state, method)));
                    alarms.add(definition(state, method));
                }));
        tags.add(bool("Plain"));
        alarms.add(alarm("Plain").withPolicy(alarm("Plain").policy().shelvedAtMost(0)));
        tags.add(bool("Other"));
        alarms.add(alarm("Other"));
        run = new ServedPlantRun.Recipe()
                .site(AlarmSite.of(tags, alarms))
                .setting("anonymous", "administrator")
                .users(new KnownUsers().user("opal", "operator").user("gus", "guest"))
                .start(folder);
        client = AlarmClient.connect(run.url()).subscribe();
    }

    @AfterAll
    static void stop() throws UaException {
        client.close();
        run.close();
    }

    private static void bring(String state, String tag) {
        String alarm = AlarmSite.alarmName(tag);
        if (state.equals("NORM")) {
            return;
        }
        run.publish(tag, true);
        switch (state) {
            case "ACKED", "UNCONFIRMED" -> bring(Command.Kind.ACKNOWLEDGE, alarm);
            case "RTNUN", "LTUNK" -> run.publish(tag, false);
            case "LTACK" -> {
                run.publish(tag, false);
                bring(Command.Kind.ACKNOWLEDGE, alarm);
            }
            case "TIMED" -> bring(Command.Kind.SHELVE, alarm);
            case "ONE_SHOT" -> bring(Command.Kind.SHELVE_ONE_SHOT, alarm);
            case "SUPPRESSED" -> bring(Command.Kind.SUPPRESS, alarm);
            case "OOSRV" -> bring(Command.Kind.REMOVE_FROM_SERVICE, alarm);
            case "DISABLED" -> bring(Command.Kind.DISABLE, alarm);
            default -> {}
        }
        run.plant().drain(5_000);
    }

    private static void bring(Command.Kind kind, String alarm) {
        run.plant().drain(5_000);
        long durationNs = kind == Command.Kind.SHELVE ? MINUTE_NS : 0;
        assertThat(command(run.plant(), kind, alarm, "sue", "because", durationNs))
                .isEqualTo("Good");
    }

    /** The EventId of the condition's last event, as its node says. */
    private static ByteString eventId(String alarm) throws UaException {
        return (ByteString) client.client()
                .readValue(0, TimestampsToReturn.Neither, AlarmSite.node("Alarms/" + alarm + "/EventId"))
                .value()
                .value();
    }

    private static String call(AlarmClient by, String method, String alarm) throws UaException {
        NodeId condition = condition(alarm);
        NodeId shelving = AlarmSite.node("Alarms/" + alarm + "/ShelvingState");
        LocalizedText comment = LocalizedText.english("said");
        return switch (method) {
            case "Acknowledge" ->
                by.call(condition, NodeIds.AcknowledgeableConditionType_Acknowledge, eventId(alarm), comment);
            case "Confirm" -> by.call(condition, NodeIds.AcknowledgeableConditionType_Confirm, eventId(alarm), comment);
            case "AddComment" -> by.call(condition, NodeIds.ConditionType_AddComment, eventId(alarm), comment);
            case "Reset" -> by.call(condition, NodeIds.AlarmConditionType_Reset);
            case "Silence" -> by.call(condition, NodeIds.AlarmConditionType_Silence);
            case "TimedShelve" -> by.call(shelving, NodeIds.ShelvedStateMachineType_TimedShelve, 60_000.0);
            case "OneShotShelve" -> by.call(shelving, NodeIds.ShelvedStateMachineType_OneShotShelve);
            case "Unshelve" -> by.call(shelving, NodeIds.ShelvedStateMachineType_Unshelve);
            case "Suppress" -> by.call(condition, NodeIds.AlarmConditionType_Suppress);
            case "Unsuppress" -> by.call(condition, NodeIds.AlarmConditionType_Unsuppress);
            case "RemoveFromService" -> by.call(condition, NodeIds.AlarmConditionType_RemoveFromService);
            case "PlaceInService" -> by.call(condition, NodeIds.AlarmConditionType_PlaceInService);
            case "Enable" -> by.call(condition, NodeIds.ConditionType_Enable);
            case "Disable" -> by.call(condition, NodeIds.ConditionType_Disable);
            default -> throw new IllegalArgumentException(method);
        };
    }

    @Test
    void shouldAnswerEachMethodInEachStateAsTheStandardSays() throws UaException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> row : TABLE.entrySet()) {
            String[] codes = row.getValue().split(" ");
            assertThat(codes).as(row.getKey()).hasSameSizeAs(METHODS);
            for (int i = 0; i < codes.length; i++) {
                String method = METHODS.get(i);
                String tag = tag(row.getKey(), method);
                bring(row.getKey(), tag);
                String status = call(client, method, AlarmSite.alarmName(tag));
                String expected = switch (codes[i]) {
                    case "-" -> "Good";
                    case "InvalidState" -> "BadInvalidState";
                    default -> "BadCondition" + codes[i];
                };
                if (!status.equals(expected)) {
                    wrong.add(row.getKey() + " " + method + ": " + status + " in place of " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldRefuseShelvesOutOfRange() throws UaException {
        NodeId shelving = AlarmSite.node("Alarms/" + AlarmSite.alarmName("Other") + "/ShelvingState");
        for (double ms : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 8 * 3_600_000.0 + 1}) {
            assertThat(client.call(shelving, NodeIds.ShelvedStateMachineType_TimedShelve, ms))
                    .as("%s ms", ms)
                    .isEqualTo("BadShelvingTimeOutOfRange");
        }
    }

    @Test
    void shouldNotOfferWhatThePolicyForbids() throws UaException {
        NodeId condition = condition(AlarmSite.alarmName("Plain"));
        assertThat(client.call(condition, NodeIds.ShelvedStateMachineType_OneShotShelve))
                .isEqualTo("BadMethodInvalid");
        assertThat(client.call(condition, NodeIds.AlarmConditionType_Reset)).isEqualTo("BadMethodInvalid");
        assertThat(client.call(condition, NodeIds.AcknowledgeableConditionType_Confirm, ByteString.NULL_VALUE, ""))
                .isEqualTo("BadMethodInvalid");
    }

    @Test
    void shouldCheckWhatIsCalledWithWhat() throws UaException {
        String alarm = AlarmSite.alarmName("Other");
        NodeId acknowledge = NodeIds.AcknowledgeableConditionType_Acknowledge;
        LocalizedText comment = LocalizedText.english("said");
        assertThat(client.call(condition(alarm), acknowledge, eventId(alarm))).isEqualTo("BadArgumentsMissing");
        assertThat(client.call(condition(alarm), acknowledge, eventId(alarm), comment, comment))
                .isEqualTo("BadTooManyArguments");
        assertThat(client.call(condition(alarm), acknowledge, "text", comment)).isEqualTo("BadInvalidArgument");
        assertThat(client.call(condition(alarm), acknowledge, ByteString.of(new byte[16]), comment))
                .isEqualTo("BadEventIdUnknown");
        assertThat(client.call(condition(alarm), acknowledge, eventId(AlarmSite.alarmName("Plain")), comment))
                .isEqualTo("BadEventIdUnknown");
        assertThat(client.call(condition("None"), acknowledge, eventId(alarm), comment))
                .isEqualTo("BadNodeIdUnknown");
        assertThat(client.call(AlarmSite.node("Alarms"), acknowledge, eventId(alarm), comment))
                .isEqualTo("BadMethodInvalid");
        assertThat(client.call(condition(alarm), acknowledge, eventId(alarm), LocalizedText.english("x".repeat(501))))
                .isEqualTo("BadInvalidArgument");
    }

    @Test
    void shouldAskWhoMay() throws UaException {
        String alarm = AlarmSite.alarmName("Plain");
        try (AlarmClient guest = AlarmClient.connect(run.url(), "gus");
                AlarmClient operator = AlarmClient.connect(run.url(), "opal")) {
            for (String method : List.of("Acknowledge", "AddComment", "Silence", "Suppress", "Disable")) {
                assertThat(call(guest, method, alarm)).as(method).isEqualTo("BadUserAccessDenied");
            }
            assertThat(call(guest, "TimedShelve", AlarmSite.alarmName("Other"))).isEqualTo("BadUserAccessDenied");
            for (String method : List.of("Suppress", "Unsuppress", "RemoveFromService", "PlaceInService", "Disable")) {
                assertThat(call(operator, method, alarm)).as(method).isEqualTo("BadUserAccessDenied");
            }
            assertThat(call(operator, "AddComment", alarm)).isEqualTo("Good");
        }
        AlarmSnapshot state = AlarmSite.state(run, alarm);
        assertThat(state.isEnabled && !state.isSuppressed && !state.isOutOfService)
                .isTrue();
    }
}
