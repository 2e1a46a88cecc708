package io.ringmain.core.plant;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.Pid;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.machine.type.Sequence;
import io.ringmain.core.machine.type.Totalizer;
import io.ringmain.core.machine.type.Watchdog;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Built-in machines, and one that can do everything and fails at times, at random, with tags of their own for their ports. */
final class RandomMachine {
    static final List<Machine> TYPES =
            List.of(new PumpDuty(), new Pid(), new Sequence(), new Totalizer(), new Watchdog(), new ValveMachine());

    private static final long MS = 1_000_000;

    private final Random random;

    RandomMachine(Random random) {
        this.random = random;
    }

    /** @param tags gets the tags that the machine is bound to */
    MachineDefinition next(String name, List<TagDefinition> tags) {
        MachineDeclaration type = TYPES.get(random.nextInt(TYPES.size())).declaration();
        Map<String, String> bindings = new TreeMap<>();
        type.inputs().forEach(port -> bind(name, port, bindings, tags));
        type.outputs().forEach(port -> bind(name, port, bindings, tags));
        return new MachineDefinition(name, type.type(), (1 + random.nextInt(30)) * MS, bindings, Map.of());
    }

    private void bind(
            String machine, MachineDeclaration.Port port, Map<String, String> bindings, List<TagDefinition> tags) {
        if (port.isOptional() && random.nextBoolean()) {
            return;
        }
        String tag = machine + "." + port.name();
        bindings.put(port.name(), tag);
        TagType type = port.type();
        tags.add(
                random.nextInt(3) == 0
                        ? ScriptedConnector.tag(tag, type, RandomSite.CONNECTOR)
                        : TagDefinition.internal(tag, type));
    }
}
