package io.ringmain.core.logic;

import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.Quality;

/**
 * Takes entries of the operators' log book. They change no state: what was written stands in the journal, and who reads the
 * log book reads what is made from that.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class LogBookCommands {
    private LogicPlan plan = LogicPlan.EMPTY;

    void use(LogicPlan next) {
        plan = next;
    }

    /** Gives Good or the code with which the entry is refused: it has to say something, about what has been. */
    int onCommand(Command command, long sequence) {
        if (command.text().isBlank() || command.item() < 0) {
            return Quality.BAD_INVALID_ARGUMENT;
        }
        if (command.text().length() > Command.MAX_ENTRY_LENGTH) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        if (command.target() != Command.NO_TARGET && (command.target() < 0 || command.target() >= plan.alarmCount())) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        boolean isPast = command.occurrence() >= 0 && command.occurrence() < sequence;
        return isPast ? Quality.GOOD : Quality.BAD_EVENT_ID_UNKNOWN;
    }
}
