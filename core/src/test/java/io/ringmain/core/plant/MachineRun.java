package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.declared.Programs;
import io.ringmain.core.machine.type.Pid;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.machine.type.Sequence;
import io.ringmain.core.machine.type.Totalizer;
import io.ringmain.core.machine.type.Watchdog;
import io.ringmain.core.ring.Command;
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

/** Every built-in kind of machine with every port bound, and a declared one, driven at random from a seed. */
final class MachineRun {
    static final List<Machine> TYPES =
            List.of(new Pid(), new PumpDuty(), new Sequence(), new Totalizer(), new Watchdog());

    private final Random random;
    private final TestPlant plant;
    private long nextCommand = 1;

    MachineRun(long seed, MemoryJournalStore store) {
        random = new Random(seed);
        plant = new TestPlant(site(), store).machines(TYPES.toArray(Machine[]::new));
    }

    static Map<String, Machine> byType() {
        return TYPES.stream()
                .collect(Collectors.toMap(type -> type.declaration().type(), type -> type));
    }

    static SiteDefinition site() {
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
        tags.add(TagDefinition.internal("declared.level", TagType.FLOAT64));
        tags.add(TagDefinition.internal("declared.ready", TagType.BOOL));
        tags.add(TagDefinition.internal("declared.mode", TagType.STRING));
        tags.add(TagDefinition.internal("declared.valve", TagType.BOOL));
        tags.add(TagDefinition.internal("declared.opening", TagType.FLOAT64));
        machines.add(new MachineDefinition("declared", SECOND / 10, program()));
        return new SiteDefinition("machines", List.of(), tags, List.of(), machines);
    }

    /** A program with time functions in guards and actions, a text, a timeout and an output that is read. */
    static MachineProgram program() {
        return new Programs()
                .attribute(Attribute.number("limit", 50, 0, 100).operator())
                .state("IDLE", "entry declared.valve", "false", "declared.opening", "average(declared.level, 3s)")
                .state("FILL", 4, "DRAIN", "entry declared.valve", "true", "declared.opening", "declared.opening + 1")
                .state(
                        "DRAIN",
                        "declared.opening",
                        "total(declared.level, declared.ready)",
                        "exit declared.valve",
                        "false")
                .when("IDLE", "FILL", "onDelay(declared.level > limit, 500ms)")
                .when("FILL", "IDLE", "declared.mode == 'STOP' and timeInState > 1s")
                .when("DRAIN", "IDLE", "count(rising(declared.ready)) >= 2 or isBad(declared.level)")
                .when("*", "IDLE", "rate(declared.level) > 400")
                .confirmed("*", "DRAIN")
                .safe("IDLE")
                .safe("declared.valve", AttributeValue.of(false))
                .build();
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
            update(random.nextInt(TYPES.size() + 1));
            plant.tick((long) (random.nextDouble() * SECOND / 4));
            if (random.nextInt(20) == 0) {
                operate(random.nextInt(TYPES.size() + 1));
            }
            if (random.nextInt(500) == 0) {
                plant.pass((long) (random.nextDouble() * 30 * SECOND)).start();
            }
        }
        return plant.close();
    }

    /** An operator's transition, confirmed where it has to be, or a setting. */
    private void operate(int machineId) {
        MachineDeclaration declaration = plant.plant().machineDeclaration(machineId);
        String name = plant.plant().site().machine(machineId).name();
        int state = plant.machine(name).state;
        List<Transition> open = declaration.transitions().stream()
                .filter(transition -> transition.from() == state && transition.isOperator())
                .toList();
        int attribute = random.nextInt(declaration.attributes().size());
        if (!open.isEmpty() && random.nextInt(3) > 0) {
            Transition wanted = open.get(random.nextInt(open.size()));
            submit(Command.Kind.TRANSITION, machineId, 0, null, 0, wanted.to());
            if (wanted.isConfirmed()) {
                long token = plant.machine(name).pendingSequence;
                submit(Command.Kind.CONFIRM_TRANSITION, machineId, token, null, 0, wanted.to());
            }
            assertThat(plant.machine(name).state).as("%s", name).isEqualTo(wanted.to());
        } else if (declaration.attributes().get(attribute).type() == TagType.FLOAT64) {
            long bits = Double.doubleToLongBits(random.nextInt(20));
            submit(Command.Kind.SET_ATTRIBUTE, machineId, 0, TagType.FLOAT64, bits, attribute);
        }
    }

    private void submit(Command.Kind kind, int machineId, long occurrence, TagType type, long bits, int item) {
        plant.submit(new Command(9, nextCommand++, kind, machineId, occurrence, type, bits, "", 0, 0, item, "ada", ""));
    }

    private void update(int kind) {
        if (kind < TYPES.size()) {
            List<Port> inputs = TYPES.get(kind).declaration().inputs();
            update(TYPES.get(kind).declaration().type(), inputs.get(random.nextInt(inputs.size())));
        } else if (random.nextInt(10) == 0) {
            plant.update("declared.mode", random.nextBoolean() ? "STOP" : "RUN");
        } else {
            boolean isLevel = random.nextBoolean();
            update("declared", new Port(isLevel ? "level" : "ready", isLevel ? TagType.FLOAT64 : TagType.BOOL));
        }
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
