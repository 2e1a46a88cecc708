package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.Quality;

/**
 * Carries out commands aimed at alarms. What is illegal changes nothing; first the target and the occurrence are looked at,
 * then what the command says, then the alarm's state.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class AlarmCommands {
    private final AlarmRegions alarms;
    private final AlarmEvaluator evaluator;
    private LogicPlan plan = LogicPlan.EMPTY;

    AlarmCommands(AlarmRegions alarms, AlarmEvaluator evaluator) {
        this.alarms = alarms;
        this.evaluator = evaluator;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Gives Good or the code with which the command is refused. */
    int onCommand(Command command, long ringTimeNs, long sequence) {
        int id = command.target();
        if (id < 0 || id >= plan.alarmCount() || !plan.hasAlarm(id)) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (command.occurrence() != 0 && command.occurrence() != alarms.occurrence(id)) {
            return Quality.BAD_EVENT_ID_UNKNOWN;
        }
        if (needsReason(command.kind()) && command.reason().isBlank()) {
            return Quality.BAD_INVALID_ARGUMENT;
        }
        return switch (command.kind()) {
            case ACKNOWLEDGE -> alarms.input(id, AlarmInput.ACKNOWLEDGE, ringTimeNs, sequence);
            case RESET -> alarms.input(id, AlarmInput.RESET, ringTimeNs, sequence);
            case CONFIRM -> alarms.input(id, AlarmInput.CONFIRM, ringTimeNs, sequence);
            case SHELVE -> shelve(command, ringTimeNs, sequence);
            case SHELVE_ONE_SHOT -> shelveOnce(command, ringTimeNs, sequence);
            case UNSHELVE -> alarms.input(id, AlarmInput.UNSHELVE, ringTimeNs, sequence);
            case SUPPRESS -> alarms.input(id, AlarmInput.SUPPRESS, ringTimeNs, sequence);
            case UNSUPPRESS -> alarms.input(id, AlarmInput.UNSUPPRESS, ringTimeNs, sequence);
            case REMOVE_FROM_SERVICE -> alarms.input(id, AlarmInput.REMOVE_FROM_SERVICE, ringTimeNs, sequence);
            case RETURN_TO_SERVICE -> alarms.input(id, AlarmInput.RETURN_TO_SERVICE, ringTimeNs, sequence);
            case ENABLE -> enable(id, ringTimeNs, sequence);
            case DISABLE -> alarms.input(id, AlarmInput.DISABLE, ringTimeNs, sequence);
            case SILENCE -> alarms.input(id, AlarmInput.SILENCE, ringTimeNs, sequence);
            case COMMENT -> alarms.input(id, AlarmInput.COMMENT, ringTimeNs, sequence);
            default -> Quality.BAD_NOT_SUPPORTED;
        };
    }

    private static boolean needsReason(Command.Kind kind) {
        return switch (kind) {
            case SHELVE, SHELVE_ONE_SHOT, REMOVE_FROM_SERVICE, RETURN_TO_SERVICE, COMMENT -> true;
            default -> false;
        };
    }

    /** A shelf from now on, or planned: what is over by now, or begins more than a year ahead, is no shelf. */
    private int shelve(Command command, long ringTimeNs, long sequence) {
        long durationNs = command.durationNs();
        long beginNs = command.beginNs() == 0 ? ringTimeNs : command.beginNs();
        boolean isInRange = durationNs > 0
                && durationNs <= plan.policy(command.target()).maxShelveNs()
                && beginNs > ringTimeNs - durationNs
                && beginNs <= ringTimeNs + AlarmRegions.MAX_PLAN_NS;
        if (!isInRange) {
            return Quality.BAD_SHELVING_TIME_OUT_OF_RANGE;
        }
        AlarmInput input = beginNs > ringTimeNs ? AlarmInput.PLAN_SHELF : AlarmInput.SHELVE_TIMED;
        return alarms.shelve(command.target(), input, beginNs, beginNs + durationNs, ringTimeNs, sequence);
    }

    private int shelveOnce(Command command, long ringTimeNs, long sequence) {
        if (command.beginNs() != 0 || command.durationNs() != 0) {
            return Quality.BAD_INVALID_ARGUMENT;
        }
        long longestNs = plan.policy(command.target()).maxShelveNs();
        if (longestNs == 0) {
            return Quality.BAD_SHELVING_TIME_OUT_OF_RANGE;
        }
        long untilNs = ringTimeNs + longestNs;
        return alarms.shelve(command.target(), AlarmInput.SHELVE_ONE_SHOT, 0, untilNs, ringTimeNs, sequence);
    }

    private int enable(int id, long ringTimeNs, long sequence) {
        int status = alarms.input(id, AlarmInput.ENABLE, ringTimeNs, sequence);
        if (status == Quality.GOOD) {
            evaluator.reevaluate(id, ringTimeNs, sequence);
        }
        return status;
    }
}
