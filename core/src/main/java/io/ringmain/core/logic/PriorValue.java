package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * What a command's target showed before the command, for the record of who changed what; no texts and arrays, which a
 * result has no room for.
 *
 * <p>Thread: LOGIC. Owns: one value. Allocates: nothing.
 */
final class PriorValue {
    private final CurrentValueTable values;
    private final MachineSettings settings;
    private LogicPlan plan = LogicPlan.EMPTY;
    private long bits;
    private byte type;

    PriorValue(CurrentValueTable values, MachineSettings settings) {
        this.values = values;
        this.settings = settings;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Code of the value's type, {@link Event#NO_VALUE} when there is none to show. */
    byte type() {
        return type;
    }

    long bits() {
        return bits;
    }

    /** Looks at the target of a command that is not carried out yet. */
    void read(Command command) {
        bits = 0;
        type = Event.NO_VALUE;
        switch (command.kind()) {
            case WRITE, OVERRIDE, RELEASE -> tag(command.target());
            case SET_ATTRIBUTE -> attribute(command.target(), command.item());
            case SET_INTERVAL -> {
                if (isMachine(command.target())) {
                    bits = settings.intervalNs(command.target());
                    type = TagType.INT64.code();
                }
            }
            default -> {}
        }
    }

    private void tag(int tagId) {
        boolean isNumber = plan.site().hasTag(tagId)
                && values.type(tagId) < TagType.STRING.code()
                && values.status(tagId) != Quality.BAD_WAITING_FOR_INITIAL_DATA;
        if (isNumber) {
            bits = values.bits(tagId);
            type = values.type(tagId);
        }
    }

    private void attribute(int machineId, int index) {
        if (!isMachine(machineId)) {
            return;
        }
        MachineDeclaration declaration = plan.machine(machineId).declaration();
        boolean isNumber = index >= 0
                && index < declaration.attributes().size()
                && declaration.attributes().get(index).type() != TagType.STRING;
        if (isNumber) {
            bits = settings.attribute(machineId, index);
            type = declaration.attributes().get(index).type().code();
        }
    }

    private boolean isMachine(int id) {
        return id >= 0 && id < plan.machineCount() && plan.machine(id) != null;
    }
}
