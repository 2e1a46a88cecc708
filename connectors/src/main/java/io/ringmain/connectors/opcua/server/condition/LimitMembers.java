package io.ringmain.connectors.opcua.server.condition;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.core.alarm.AlarmKind;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** What limit alarms have besides: limits, deadbands and severities, and which limit is violated. */
final class LimitMembers {
    private static final Map<AlarmKind, NodeId> STATES = Map.of(
            AlarmKind.HIHI, NodeIds.ExclusiveLimitStateMachineType_HighHigh,
            AlarmKind.HI, NodeIds.ExclusiveLimitStateMachineType_High,
            AlarmKind.LO, NodeIds.ExclusiveLimitStateMachineType_Low,
            AlarmKind.LOLO, NodeIds.ExclusiveLimitStateMachineType_LowLow);

    private LimitMembers() {}

    static void addTo(Members members, NodeId type, Set<AlarmKind> kinds) {
        for (AlarmKind kind : kinds) {
            String word = Limits.word(kind);
            members.property(word + "Limit", NodeIds.Double, c -> limit(c, kind).limit());
            members.property(
                    word + "Deadband", NodeIds.Double, c -> limit(c, kind).deadband());
            members.property(
                    "Severity" + word,
                    NodeIds.UInt16,
                    c -> ushort(limit(c, kind).severity()));
        }
        if (type.equals(NodeIds.NonExclusiveLevelAlarmType)) {
            for (AlarmKind kind : kinds) {
                String word = Limits.word(kind);
                members.twoState(word + "State", c -> Limits.present(c) == kind, word + " active", word + " inactive");
            }
        } else {
            members.add(Member.object("LimitState", NodeIds.ExclusiveLimitStateMachineType));
            members.add(Member.variable(
                    "LimitState/CurrentState",
                    NodeIds.FiniteStateVariableType,
                    NodeIds.LocalizedText,
                    LimitMembers::stateText));
            members.property("LimitState/CurrentState/Id", NodeIds.NodeId, LimitMembers::stateId);
        }
    }

    private static Limits.Limit limit(Condition condition, AlarmKind kind) {
        return Limits.of(condition.alarm()).get(kind);
    }

    /** Null when no limit is violated, or one of two sides and the table does not know which. */
    private static Object stateText(Condition condition) {
        AlarmKind present = Limits.present(condition);
        return present == null ? null : Members.text(Limits.word(present));
    }

    private static Object stateId(Condition condition) {
        AlarmKind present = Limits.present(condition);
        return present == null ? null : STATES.get(present);
    }
}
