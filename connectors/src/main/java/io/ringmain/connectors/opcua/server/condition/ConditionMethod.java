package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.ring.Command;
import io.ringmain.core.spi.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * The methods of conditions, OPC 10000-9, 5.5.4 to 5.8.17, by the NodeIds of the types' own methods: instances refer to the
 * same ones.
 */
enum ConditionMethod {
    ENABLE(Command.Kind.ENABLE, On.CONDITION, NodeIds.ConditionType_Enable),
    DISABLE(Command.Kind.DISABLE, On.CONDITION, NodeIds.ConditionType_Disable),
    ADD_COMMENT(Command.Kind.COMMENT, On.CONDITION, NodeIds.ConditionType_AddComment, Input.EVENT_ID, Input.COMMENT),
    ACKNOWLEDGE(
            Command.Kind.ACKNOWLEDGE,
            On.CONDITION,
            NodeIds.AcknowledgeableConditionType_Acknowledge,
            Input.EVENT_ID,
            Input.COMMENT),
    CONFIRM(
            Command.Kind.CONFIRM,
            On.CONFIRMED,
            NodeIds.AcknowledgeableConditionType_Confirm,
            Input.EVENT_ID,
            Input.COMMENT),
    SILENCE(Command.Kind.SILENCE, On.CONDITION, NodeIds.AlarmConditionType_Silence),
    SUPPRESS(Command.Kind.SUPPRESS, On.CONDITION, NodeIds.AlarmConditionType_Suppress),
    SUPPRESS_2(Command.Kind.SUPPRESS, On.CONDITION, NodeIds.AlarmConditionType_Suppress2, Input.COMMENT),
    UNSUPPRESS(Command.Kind.UNSUPPRESS, On.CONDITION, NodeIds.AlarmConditionType_Unsuppress),
    UNSUPPRESS_2(Command.Kind.UNSUPPRESS, On.CONDITION, NodeIds.AlarmConditionType_Unsuppress2, Input.COMMENT),
    REMOVE_FROM_SERVICE(Command.Kind.REMOVE_FROM_SERVICE, On.CONDITION, NodeIds.AlarmConditionType_RemoveFromService),
    REMOVE_FROM_SERVICE_2(
            Command.Kind.REMOVE_FROM_SERVICE,
            On.CONDITION,
            NodeIds.AlarmConditionType_RemoveFromService2,
            Input.COMMENT),
    PLACE_IN_SERVICE(Command.Kind.RETURN_TO_SERVICE, On.CONDITION, NodeIds.AlarmConditionType_PlaceInService),
    PLACE_IN_SERVICE_2(
            Command.Kind.RETURN_TO_SERVICE, On.CONDITION, NodeIds.AlarmConditionType_PlaceInService2, Input.COMMENT),
    RESET(Command.Kind.RESET, On.LATCHING, NodeIds.AlarmConditionType_Reset),
    RESET_2(Command.Kind.RESET, On.LATCHING, NodeIds.AlarmConditionType_Reset2, Input.COMMENT),
    TIMED_SHELVE(Command.Kind.SHELVE, On.SHELF, NodeIds.ShelvedStateMachineType_TimedShelve, Input.DURATION),
    TIMED_SHELVE_2(
            Command.Kind.SHELVE, On.SHELF, NodeIds.ShelvedStateMachineType_TimedShelve2, Input.DURATION, Input.COMMENT),
    ONE_SHOT_SHELVE(Command.Kind.SHELVE_ONE_SHOT, On.SHELF, NodeIds.ShelvedStateMachineType_OneShotShelve),
    ONE_SHOT_SHELVE_2(
            Command.Kind.SHELVE_ONE_SHOT, On.SHELF, NodeIds.ShelvedStateMachineType_OneShotShelve2, Input.COMMENT),
    UNSHELVE(Command.Kind.UNSHELVE, On.SHELF, NodeIds.ShelvedStateMachineType_Unshelve),
    UNSHELVE_2(Command.Kind.UNSHELVE, On.SHELF, NodeIds.ShelvedStateMachineType_Unshelve2, Input.COMMENT);

    /** What a method takes. */
    enum Input {
        EVENT_ID,
        DURATION,
        COMMENT
    }

    /** Which conditions have it, and where. */
    enum On {
        CONDITION,
        CONFIRMED,
        LATCHING,
        /** Below the shelving state machine; may be called on the condition, too. */
        SHELF
    }

    private static final Map<NodeId, ConditionMethod> BY_ID = new HashMap<>();

    static {
        for (ConditionMethod method : values()) {
            BY_ID.put(method.nodeId, method);
        }
        BY_ID.put(NodeIds.AlarmConditionType_ShelvingState_TimedShelve, TIMED_SHELVE);
        BY_ID.put(NodeIds.AlarmConditionType_ShelvingState_TimedShelve2, TIMED_SHELVE_2);
        BY_ID.put(NodeIds.AlarmConditionType_ShelvingState_OneShotShelve, ONE_SHOT_SHELVE);
        BY_ID.put(NodeIds.AlarmConditionType_ShelvingState_OneShotShelve2, ONE_SHOT_SHELVE_2);
        BY_ID.put(NodeIds.AlarmConditionType_ShelvingState_Unshelve, UNSHELVE);
        BY_ID.put(NodeIds.AlarmConditionType_ShelvingState_Unshelve2, UNSHELVE_2);
    }

    private final Command.Kind kind;
    private final On on;
    private final NodeId nodeId;
    private final List<Input> inputs;

    ConditionMethod(Command.Kind kind, On on, NodeId nodeId, Input... inputs) {
        this.kind = kind;
        this.on = on;
        this.nodeId = nodeId;
        this.inputs = List.of(inputs);
    }

    /** Null when it is no method of conditions. */
    static ConditionMethod of(NodeId nodeId) {
        return BY_ID.get(nodeId);
    }

    Command.Kind kind() {
        return kind;
    }

    On on() {
        return on;
    }

    NodeId nodeId() {
        return nodeId;
    }

    List<Input> inputs() {
        return inputs;
    }

    boolean takes(Input input) {
        return inputs.contains(input);
    }

    /** Who may call it: the same as over REST. */
    Permission permission() {
        return switch (kind) {
            case SHELVE, SHELVE_ONE_SHOT, UNSHELVE -> Permission.SHELVE;
            case SUPPRESS, UNSUPPRESS, REMOVE_FROM_SERVICE, RETURN_TO_SERVICE, ENABLE, DISABLE -> Permission.SUPPRESS;
            default -> Permission.ACKNOWLEDGE;
        };
    }

    /** Whether an alarm of that policy has it. */
    boolean isOf(AlarmPolicy policy) {
        return switch (on) {
            case CONDITION -> true;
            case CONFIRMED -> policy.isConfirmRequired();
            case LATCHING -> policy.isLatching();
            case SHELF -> policy.maxShelveNs() > 0;
        };
    }
}
