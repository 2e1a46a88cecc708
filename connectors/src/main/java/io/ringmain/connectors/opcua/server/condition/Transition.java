package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmTransitions;

/**
 * Something that happened to an alarm, with its state right behind it.
 *
 * @param state never changed
 */
record Transition(AlarmInput input, AlarmSnapshot state) {

    /** Puts what is told over the present state, which may have moved on; null when the alarm is gone. */
    static Transition of(
            AlarmReader alarms,
            long sequence,
            int alarmId,
            AlarmInput input,
            int regions,
            long occurrence,
            long ringTimeNs,
            AlarmKind level) {
        AlarmSnapshot state = new AlarmSnapshot();
        if (!alarms.read(alarmId, state)) {
            return null;
        }
        if (input == AlarmInput.ACTIVATE || state.occurrence != occurrence) {
            state.activeSinceNs = ringTimeNs;
        }
        AlarmTransitions.describe(regions, state);
        state.occurrence = occurrence;
        state.changedNs = ringTimeNs;
        state.sequence = sequence;
        state.level = level;
        if (input == AlarmInput.ACKNOWLEDGE) {
            state.acknowledgedNs = ringTimeNs;
            state.acknowledgedBy = sequence;
        }
        return new Transition(input, state);
    }

    /** Whether somebody asked for it, perhaps with a remark. */
    boolean isCommanded() {
        return switch (input) {
            case ACKNOWLEDGE,
                    RESET,
                    CONFIRM,
                    SHELVE_TIMED,
                    SHELVE_ONE_SHOT,
                    PLAN_SHELF,
                    UNSHELVE,
                    SUPPRESS,
                    UNSUPPRESS,
                    REMOVE_FROM_SERVICE,
                    RETURN_TO_SERVICE,
                    ENABLE,
                    DISABLE,
                    SILENCE,
                    COMMENT -> true;
            default -> false;
        };
    }

    /** Whether clients are told: not of an old occurrence that closes, and not while the alarm does not run. */
    boolean isTold() {
        return input != AlarmInput.SUPERSEDED && (state.isEnabled || input == AlarmInput.DISABLE);
    }
}
