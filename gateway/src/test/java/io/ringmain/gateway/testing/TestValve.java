package io.ringmain.gateway.testing;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.tag.TagType;
import java.util.List;

/** A machine with every kind of transition and attribute; it fails when the pump's count of starts is 13. */
public final class TestValve implements Machine {
    private static final long UNLUCKY = 13;

    private final MachineDeclaration declaration = new MachineDeclaration(
            "valve",
            List.of("CLOSED", "OPEN", "<LOCKED>"),
            List.of(
                    new Transition(0, 1).operator(),
                    new Transition(1, 0).operator(),
                    new Transition(0, 2).confirmed(),
                    new Transition(2, 0).operator(),
                    new Transition(1, 2)),
            List.of(new Port("count", TagType.INT64), new Port("spare", TagType.FLOAT64).optional()),
            List.of(new Port("speed", TagType.FLOAT64).safe(0.5)),
            List.of(
                    Attribute.number("speed", 2.5, 0, 10).unit("mm/s").operator(),
                    Attribute.whole("count", 3, -5, 5).operator(),
                    Attribute.flag("auto", true),
                    Attribute.text("label", "none").operator()),
            List.of("steps"));

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        context.register(0, context.register(0) + 1);
        if (context.inputLong(0) == UNLUCKY) {
            throw new IllegalStateException("thirteen");
        }
    }
}
