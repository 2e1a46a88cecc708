package io.ringmain.core.plant;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.tag.TagType;
import java.util.List;

/** A machine that uses everything there is: what it sees stands in its registers. */
final class ValveMachine implements Machine {
    static final String TOLD_TO_FAIL = "told to fail";

    static final int CLOSED = 0;
    static final int OPEN = 1;
    static final int LOCKED = 2;
    static final int BLEEDING = 3;

    static final int SPEED = 0;
    static final int COUNT = 1;
    static final int IS_AUTO = 2;
    static final int LABEL = 3;

    static final int STEPS = 0;
    static final int REQUESTED = 1;
    static final int ENTRIES = 2;
    static final int RANDOM = 3;
    static final int RESULT = 4;
    static final int RESULT_STATUS = 5;
    static final int COMMANDED = 6;

    private final MachineDeclaration declaration = new MachineDeclaration(
                    "valve",
                    List.of("CLOSED", "OPEN", "LOCKED", "BLEEDING"),
                    List.of(
                            new Transition(CLOSED, OPEN).operator(),
                            new Transition(OPEN, CLOSED).operator(),
                            new Transition(CLOSED, LOCKED).confirmed(),
                            new Transition(OPEN, LOCKED).confirmedByOther(),
                            new Transition(LOCKED, CLOSED),
                            new Transition(CLOSED, BLEEDING),
                            new Transition(BLEEDING, CLOSED)),
                    List.of(
                            new Port("mode", TagType.INT64),
                            new Port("spare", TagType.FLOAT64).optional(),
                            new Port("name", TagType.STRING).optional()),
                    List.of(
                            new Port("speed", TagType.FLOAT64).safe(-1.0),
                            new Port("count", TagType.INT64),
                            new Port("out", TagType.BOOL).optional().safe(true)),
                    List.of(
                            Attribute.number("speed", 2.5, 0, 10).unit("mm/s").operator(),
                            Attribute.whole("count", 3, -5, 5).operator(),
                            Attribute.flag("auto", true),
                            Attribute.text("label", "none")),
                    List.of("steps", "requested", "entries", "random", "result", "result-status", "commanded"))
            .withMemory(3)
            .withRequests(List.of("ask", "nobody"))
            .withSafeState(BLEEDING);

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        context.register(STEPS, context.register(STEPS) + 1);
        context.register(RANDOM, context.random());
        if (context.requestedTransition() != MachineDeclaration.NO_STATE) {
            context.register(REQUESTED, context.requestedTransition());
        }
        if (context.isEntered()) {
            context.register(ENTRIES, context.register(ENTRIES) + 1);
        }
        context.register(RESULT, context.resultValue());
        context.register(RESULT_STATUS, context.resultStatus());
        context.write(0, context.attribute(SPEED));
        context.write(1, context.attributeLong(COUNT));
        int mode = (int) Math.floorMod(context.inputLong(0), 6L);
        if (mode == context.register(COMMANDED)) {
            return;
        }
        context.register(COMMANDED, mode);
        switch (mode) {
            case 1 -> throw new IllegalStateException(TOLD_TO_FAIL);
            case 2 -> context.request(0, 11, context.memory(2));
            case 3 -> context.request(1, 0, 0);
            case 4 -> context.memory(2, context.memory(2) + 1);
            case 5 -> context.transitionTo(BLEEDING);
            default -> {}
        }
    }
}
