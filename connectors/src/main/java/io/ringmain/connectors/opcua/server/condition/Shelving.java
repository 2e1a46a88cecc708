package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmSnapshot.Shelf;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** The shelving state machine, OPC 10000-9, 5.8.17. */
final class Shelving {
    static final String PATH = "ShelvingState";

    private Shelving() {}

    static void addTo(Members members) {
        members.add(Member.object(PATH, NodeIds.ShelvedStateMachineType));
        members.add(Member.variable(
                PATH + "/CurrentState",
                NodeIds.FiniteStateVariableType,
                NodeIds.LocalizedText,
                c -> Members.text(word(c.state().shelf))));
        members.property(PATH + "/CurrentState/Id", NodeIds.NodeId, c -> stateId(c.state().shelf));
        members.add(Member.variable(
                PATH + "/LastTransition",
                NodeIds.FiniteTransitionVariableType,
                NodeIds.LocalizedText,
                Shelving::transitionText));
        members.property(PATH + "/LastTransition/Id", NodeIds.NodeId, Shelving::transitionId);
        members.property(
                PATH + "/LastTransition/TransitionTime",
                NodeIds.UtcTime,
                c -> DataValues.time(c.told().times().of(Region.SHELVED)));
        members.property(PATH + "/UnshelveTime", NodeIds.Duration, c -> Members.ms(remainingNs(c)));
        members.property(
                "MaxTimeShelved",
                NodeIds.Duration,
                c -> Members.ms(c.alarm().policy().maxShelveNs()));
    }

    /** How long the present shelf lasts yet; 0 without one. */
    private static long remainingNs(Condition condition) {
        AlarmSnapshot state = condition.state();
        return state.shelf == Shelf.UNSHELVED ? 0 : Math.max(0, state.shelvedUntilNs - condition.atNs());
    }

    private static String word(Shelf shelf) {
        return switch (shelf) {
            case UNSHELVED -> "Unshelved";
            case TIMED -> "Timed Shelved";
            case ONE_SHOT -> "One Shot Shelved";
        };
    }

    private static NodeId stateId(Shelf shelf) {
        return switch (shelf) {
            case UNSHELVED -> NodeIds.ShelvedStateMachineType_Unshelved;
            case TIMED -> NodeIds.ShelvedStateMachineType_TimedShelved;
            case ONE_SHOT -> NodeIds.ShelvedStateMachineType_OneShotShelved;
        };
    }

    private static Object transitionText(Condition condition) {
        Shelf before = condition.told().shelfBefore();
        return before == null ? null : Members.text(word(before) + " to " + word(condition.state().shelf));
    }

    private static Object transitionId(Condition condition) {
        Shelf before = condition.told().shelfBefore();
        if (before == null) {
            return null;
        }
        return switch (condition.state().shelf) {
            case UNSHELVED ->
                before == Shelf.TIMED
                        ? NodeIds.ShelvedStateMachineType_TimedShelvedToUnshelved
                        : NodeIds.ShelvedStateMachineType_OneShotShelvedToUnshelved;
            case TIMED ->
                before == Shelf.UNSHELVED
                        ? NodeIds.ShelvedStateMachineType_UnshelvedToTimedShelved
                        : NodeIds.ShelvedStateMachineType_OneShotShelvedToTimedShelved;
            case ONE_SHOT ->
                before == Shelf.UNSHELVED
                        ? NodeIds.ShelvedStateMachineType_UnshelvedToOneShotShelved
                        : NodeIds.ShelvedStateMachineType_TimedShelvedToOneShotShelved;
        };
    }
}
