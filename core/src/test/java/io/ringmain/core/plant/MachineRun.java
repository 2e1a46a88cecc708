package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.Pid;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.machine.type.Sequence;
import io.ringmain.core.machine.type.Totalizer;
import io.ringmain.core.machine.type.Watchdog;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every built-in kind of machine with every port bound, driven at random from a seed. */
final class MachineRun {
    static final List<Machine> TYPES =
            List.of(new Pid(), new PumpDuty(), new Sequence(), new Totalizer(), new Watchdog());

    private final Random random;
    private final TestPlant plant;

    MachineRun(long seed, MemoryJournalStore store) {
        random = new Random(seed);
        plant = new TestPlant(site(), store).machines(TYPES.toArray(Machine[]::new));
    }

    static Map<String, Machine> byType() {
        return TYPES.stream()
                .collect(Collectors.toMap(type -> type.declaration().type(), type -> type));
    }

    private static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>();
        List<MachineDefinition> machines = new ArrayList<>();
        for (Machine machine : TYPES) {
            String type = machine.declaration().type();
            Map<String, String> bindings = new TreeMap<>();
            Stream.concat(machine.declaration().inputs().stream(), machine.declaration().outputs().stream())
                    .forEach(port -> {
                        bindings.put(port.name(), type + "." + port.name());
                        tags.add(TagDefinition.internal(type + "." + port.name(), port.type()));
                    });
            machines.add(new MachineDefinition(type, type, SECOND / 10, bindings, attributes(type)));
        }
        return new SiteDefinition("machines", List.of(), tags, List.of(), machines);
    }

    private static Map<String, AttributeValue> attributes(String type) {
        return switch (type) {
            case Pid.TYPE ->
                Map.of(
                        "start-automatic", AttributeValue.of(true),
                        "setpoint", AttributeValue.of(50.0),
                        "derivative-time-s", AttributeValue.of(3.0),
                        "pv-filter-s", AttributeValue.of(1.0),
                        "output-rate", AttributeValue.of(20.0));
            case Totalizer.TYPE ->
                Map.of(
                        "unit-s", AttributeValue.of(1.0),
                        "preset", AttributeValue.of(500.0),
                        "repeat", AttributeValue.of(true));
            case Watchdog.TYPE -> Map.of("timeout-s", AttributeValue.of(1.0), "grace-s", AttributeValue.of(2.0));
            default -> Map.of();
        };
    }

    /** Leaves the plant closed. */
    TestPlant run(int steps) {
        plant.start();
        for (int i = 0; i < steps; i++) {
            Machine machine = TYPES.get(random.nextInt(TYPES.size()));
            List<Port> inputs = machine.declaration().inputs();
            update(machine.declaration().type(), inputs.get(random.nextInt(inputs.size())));
            plant.tick((long) (random.nextDouble() * SECOND / 4));
            if (random.nextInt(500) == 0) {
                plant.pass((long) (random.nextDouble() * 30 * SECOND)).start();
            }
        }
        return plant.close();
    }

    private void update(String type, Port port) {
        String tag = type + "." + port.name();
        if (random.nextInt(20) == 0) {
            plant.status(tag, Quality.BAD_SENSOR_FAILURE);
        } else if (port.type() == TagType.FLOAT64) {
            plant.update(tag, random.nextInt(30) == 0 ? Double.NaN : random.nextDouble() * 100);
        } else if (port.type() == TagType.INT64) {
            plant.count(tag, random.nextInt(5));
        } else {
            plant.update(tag, random.nextInt(3) == 0);
        }
    }
}
