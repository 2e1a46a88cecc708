package io.ringmain.gateway.cli;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplaySession;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Prints executed events as {@code journal tail} does. */
final class EventPrinter implements ReplayListener {
    private final PrintWriter out;
    private final boolean isJson;
    private final Map<String, MachineDeclaration> machines = new HashMap<>();

    EventPrinter(PrintWriter out, boolean isJson, Collection<Machine> types) {
        this.out = out;
        this.isJson = isJson;
        types.forEach(machine -> machines.put(machine.declaration().type(), machine.declaration()));
    }

    @Override
    public void onExecuted(ReplaySession session) {
        Map<String, Object> fields = EventLine.fields(session.event(), session.site(), machines);
        for (int i = 0; i < session.resultCount(); i++) {
            EventLine.outcome(session.event().command, session.result(i), fields);
        }
        out.println(isJson ? Json.line(fields) : EventLine.text(fields));
    }
}
