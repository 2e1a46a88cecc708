package io.ringmain.connectors.opcua.server.condition;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.TagIds;
import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * What conditions are made of. Alarms of one form share one set of members; an optional one is there when the alarm's
 * policy gives it something to say.
 *
 * <p>Thread: any. Allocates: per form of alarm.
 */
final class Members {
    private static final double NS_PER_MS = 1e6;
    private static final String LOCALE = "en";
    private static final Map<Form, Map<String, Member>> KNOWN = new ConcurrentHashMap<>();

    /** What members depend on. */
    private record Form(
            NodeId type,
            Set<AlarmKind> limits,
            boolean isConfirmed,
            boolean isLatching,
            boolean isShelved,
            boolean isGrouped,
            boolean isReAlarmed,
            boolean isDelayed) {}

    private final Map<String, Member> members = new LinkedHashMap<>();

    private Members() {}

    /** By their paths, parents before children. */
    static Map<String, Member> of(AlarmDefinition alarm) {
        Form form = new Form(
                ConditionTypes.of(alarm),
                Limits.of(alarm).keySet(),
                alarm.policy().isConfirmRequired(),
                alarm.isLatching(),
                alarm.policy().maxShelveNs() > 0,
                !alarm.groups().firstOut().isEmpty(),
                alarm.policy().reAlarmNs() > 0,
                !(alarm.condition() instanceof AlarmCondition.MultiLimit));
        return KNOWN.computeIfAbsent(form, Members::make);
    }

    private static Map<String, Member> make(Form form) {
        Members made = new Members();
        made.event();
        made.condition();
        made.acknowledgeable(form);
        made.alarm(form);
        if (form.isShelved()) {
            Shelving.addTo(made);
        }
        if (!form.limits().isEmpty()) {
            LimitMembers.addTo(made, form.type(), form.limits());
        }
        if (form.type().equals(NodeIds.ExclusiveDeviationAlarmType)) {
            made.property("SetpointNode", NodeIds.NodeId, Members::setpoint);
        }
        if (form.type().equals(NodeIds.OffNormalAlarmType)
                || form.type().equals(NodeIds.SystemOffNormalAlarmType)
                || form.type().equals(NodeIds.InstrumentDiagnosticAlarmType)) {
            // The normal values stand in the definition and in no node.
            made.property("NormalState", NodeIds.NodeId, condition -> NodeId.NULL_VALUE);
        }
        return made.members;
    }

    private void event() {
        property("EventId", NodeIds.ByteString, c -> c.told().stamp().encode());
        property("EventType", NodeIds.NodeId, Condition::type);
        property("SourceNode", NodeIds.NodeId, Condition::source);
        property("SourceName", NodeIds.String, c -> c.alarm().tag());
        property("Time", NodeIds.UtcTime, c -> DataValues.time(c.state().changedNs));
        property("ReceiveTime", NodeIds.UtcTime, c -> DataValues.time(c.state().changedNs));
        property("Message", NodeIds.LocalizedText, c -> new LocalizedText("", c.message()));
        property("Severity", NodeIds.UInt16, c -> ushort(c.told().severity()));
    }

    private void condition() {
        property("ConditionClassId", NodeIds.NodeId, c -> ConditionTypes.conditionClass(c.alarm()));
        property("ConditionClassName", NodeIds.LocalizedText, c -> text(ConditionTypes.conditionClassName(c.alarm())));
        property("ConditionName", NodeIds.String, c -> c.alarm().name());
        property("BranchId", NodeIds.NodeId, c -> NodeId.NULL_VALUE);
        property("Retain", NodeIds.Boolean, Condition::isRetained);
        twoState("EnabledState", Region.ENABLED);
        property("EnabledState/EffectiveDisplayName", NodeIds.LocalizedText, c -> text(effective(c)));
        conditionVariable(
                "Quality",
                NodeIds.StatusCode,
                c -> c.state().isQualityBad ? StatusCode.BAD : StatusCode.GOOD,
                c -> c.state().changedNs);
        conditionVariable(
                "LastSeverity",
                NodeIds.UInt16,
                c -> ushort(c.told().lastSeverity()),
                c -> c.told().lastSeverityNs());
        conditionVariable(
                "Comment",
                NodeIds.LocalizedText,
                c -> new LocalizedText("", c.remark().get().text()),
                c -> c.remark().get().timeNs());
        property("ClientUserId", NodeIds.String, c -> c.remark().get().user());
    }

    /** Enabled or not, and what is laid over it then. */
    private static String effective(Condition condition) {
        return condition.state().isEnabled
                ? Region.ENABLED.text(true) + " | " + condition.state().state
                : Region.ENABLED.text(false);
    }

    private void acknowledgeable(Form form) {
        twoState("AckedState", Region.ACKED);
        if (form.isConfirmed()) {
            twoState("ConfirmedState", Region.CONFIRMED);
        }
    }

    private void alarm(Form form) {
        twoState("ActiveState", Region.ACTIVE);
        property("ActiveState/EffectiveDisplayName", NodeIds.LocalizedText, c -> text(effectivelyActive(c)));
        property("InputNode", NodeIds.NodeId, Condition::source);
        twoState("SuppressedState", Region.SUPPRESSED);
        twoState("OutOfServiceState", Region.OUT_OF_SERVICE);
        property("SuppressedOrShelved", NodeIds.Boolean, c -> c.state().state != c.state().base);
        twoState("SilenceState", Region.SILENCED);
        if (form.isLatching()) {
            twoState("LatchedState", Region.LATCHED);
        }
        if (form.isDelayed()) {
            property("OnDelay", NodeIds.Duration, c -> ms(c.alarm().onDelayNs()));
            property("OffDelay", NodeIds.Duration, c -> ms(c.alarm().offDelayNs()));
        }
        if (form.isGrouped()) {
            add(Member.variable(
                    "FirstInGroupFlag", NodeIds.BaseDataVariableType, NodeIds.Boolean, c -> c.state().isFirstOut));
        }
        if (form.isReAlarmed()) {
            property("ReAlarmTime", NodeIds.Duration, c -> ms(c.alarm().policy().reAlarmNs()));
        }
    }

    private static String effectivelyActive(Condition condition) {
        AlarmKind level = Limits.present(condition);
        return Region.ACTIVE.text(condition.state().isActive) + (level == null ? "" : "/" + Limits.word(level));
    }

    private static Object setpoint(Condition condition) {
        return condition.alarm().condition() instanceof AlarmCondition.Deviation deviation
                ? new NodeId(condition.namespace(), TagIds.of(deviation.setpoint()))
                : NodeId.NULL_VALUE;
    }

    void add(Member member) {
        members.put(member.path(), member);
    }

    void property(String path, NodeId dataType, Function<Condition, Object> value) {
        add(Member.property(path, dataType, value));
    }

    void twoState(String path, Region region) {
        twoState(path, c -> region.of(c.state()), region.text(true), region.text(false));
        property(
                path + "/TransitionTime",
                NodeIds.UtcTime,
                c -> DataValues.time(c.told().times().of(region)));
    }

    void twoState(String path, Predicate<Condition> is, String whenTrue, String whenFalse) {
        add(Member.variable(
                path,
                NodeIds.TwoStateVariableType,
                NodeIds.LocalizedText,
                c -> text(is.test(c) ? whenTrue : whenFalse)));
        property(path + "/Id", NodeIds.Boolean, is::test);
        property(path + "/TrueState", NodeIds.LocalizedText, c -> text(whenTrue));
        property(path + "/FalseState", NodeIds.LocalizedText, c -> text(whenFalse));
    }

    private void conditionVariable(
            String path, NodeId dataType, Function<Condition, Object> value, Function<Condition, Long> timeNs) {
        add(Member.variable(path, NodeIds.ConditionVariableType, dataType, value));
        property(path + "/SourceTimestamp", NodeIds.UtcTime, c -> DataValues.time(timeNs.apply(c)));
    }

    static LocalizedText text(String text) {
        return new LocalizedText(LOCALE, text);
    }

    /** A duration in OPC UA's unit. */
    static Double ms(long ns) {
        return ns / NS_PER_MS;
    }
}
