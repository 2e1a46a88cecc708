package io.ringmain.connectors.opcua.server;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import java.util.List;

/** A machine of a test: opens at once, closes when that is confirmed, counts its steps. */
public final class Valve implements Machine {
    @Override
    public MachineDeclaration declaration() {
        return new MachineDeclaration(
                "valve",
                List.of("Closed", "Open", "Broken"),
                List.of(new Transition(0, 1).operator(), new Transition(1, 0).confirmed(), new Transition(1, 2)),
                List.of(),
                List.of(),
                List.of(
                        Attribute.number("Travel", 2, 1, 10).unit("s").operator(),
                        Attribute.whole("Strokes", 1, 0, 100)),
                List.of("Count"));
    }

    @Override
    public void step(MachineContext context) {
        context.register(0, context.register(0) + 1);
    }
}
