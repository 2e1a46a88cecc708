package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * Types of OPC 10000-9 that stand for our kinds of alarms. Alarms of one limit run independently of each other, as the
 * standard's non-exclusive ones do; one alarm of several limits is at one level at a time, as its exclusive ones are.
 */
final class ConditionTypes {
    private ConditionTypes() {}

    static NodeId of(AlarmDefinition alarm) {
        return switch (alarm.kind()) {
            case HIHI, HI, LO, LOLO -> NodeIds.NonExclusiveLevelAlarmType;
            case MULTI -> NodeIds.ExclusiveLevelAlarmType;
            case DEVIATION -> NodeIds.ExclusiveDeviationAlarmType;
            case RATE -> NodeIds.ExclusiveRateOfChangeAlarmType;
            case OFF_NORMAL -> NodeIds.OffNormalAlarmType;
            case BAD_QUALITY -> NodeIds.InstrumentDiagnosticAlarmType;
            case STALE -> NodeIds.SystemOffNormalAlarmType;
            case EXPRESSION -> NodeIds.DiscreteAlarmType;
        };
    }

    /** Class of the condition, OPC 10000-9, 5.9. */
    static NodeId conditionClass(AlarmDefinition alarm) {
        return isOfSystem(alarm) ? NodeIds.SystemConditionClassType : NodeIds.ProcessConditionClassType;
    }

    static String conditionClassName(AlarmDefinition alarm) {
        return isOfSystem(alarm) ? "SystemConditionClassType" : "ProcessConditionClassType";
    }

    /** Whether it is about what measures and not about what is measured. */
    private static boolean isOfSystem(AlarmDefinition alarm) {
        return alarm.kind() == AlarmKind.BAD_QUALITY || alarm.kind() == AlarmKind.STALE;
    }
}
