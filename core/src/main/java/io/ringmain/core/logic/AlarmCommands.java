package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.Quality;

/**
 * Carries out commands aimed at alarms.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class AlarmCommands {
    private final AlarmRegions alarms;
    private LogicPlan plan = LogicPlan.EMPTY;

    AlarmCommands(AlarmRegions alarms) {
        this.alarms = alarms;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Gives Good or the code with which the command is refused. */
    int onCommand(Command command, long ringTimeNs, long sequence) {
        int id = command.target();
        if (id < 0 || id >= plan.alarmCount() || plan.alarm(id) == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (command.occurrence() != 0 && command.occurrence() != alarms.occurrence(id)) {
            return Quality.BAD_EVENT_ID_UNKNOWN;
        }
        return switch (command.kind()) {
            case ACKNOWLEDGE -> alarms.input(id, AlarmInput.ACKNOWLEDGE, ringTimeNs, sequence);
            case RESET -> alarms.input(id, AlarmInput.RESET, ringTimeNs, sequence);
            default -> Quality.BAD_NOT_SUPPORTED;
        };
    }
}
