package io.ringmain.core.logic;

import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.Quality;

/**
 * Carries out commands aimed at machines.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class MachineCommands {
    private LogicPlan plan = LogicPlan.EMPTY;

    void use(LogicPlan next) {
        plan = next;
    }

    /** Gives Good or the code with which the command is refused. */
    int onCommand(Command command, long ringTimeNs, long sequence) {
        int id = command.target();
        if (id < 0 || id >= plan.machineCount() || plan.machine(id) == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        return Quality.BAD_NOT_SUPPORTED;
    }
}
