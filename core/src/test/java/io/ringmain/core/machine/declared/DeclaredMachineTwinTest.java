package io.ringmain.core.machine.declared;

import static io.ringmain.core.machine.SteppedMachine.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Action;
import io.ringmain.core.machine.MachineProgram.State;
import io.ringmain.core.machine.MachineProgram.Transition;
import io.ringmain.core.machine.SteppedMachine;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random programs on random inputs, against an interpreter that shares only the program: it reads conditions of the few forms that
 * are made here from their text.
 */
class DeclaredMachineTwinTest {
    private static final Map<String, TagDefinition> TAGS = new HashMap<>();

    static {
        for (String name : List.of("F0", "F1", "OutF")) {
            TAGS.put(name, TagDefinition.internal(name, TagType.FLOAT64));
        }
        for (String name : List.of("B0", "B1", "OutB")) {
            TAGS.put(name, TagDefinition.internal(name, TagType.BOOL));
        }
        TAGS.put("OutN", TagDefinition.internal("OutN", TagType.INT64));
    }

    /** The inputs and outputs as they are, by name; a bad one has no value. */
    private static final class Twin {
        final MachineProgram program;
        final Map<String, Double> values = new HashMap<>();
        String state = "";
        String asked = "";
        long nowNs;
        long sinceNs;

        Twin(MachineProgram program) {
            this.program = program;
        }

        State named(String name) {
            return program.states().stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        void step(long deltaNs) {
            nowNs += deltaNs;
            if (state.isEmpty()) {
                enter(program.initial());
                sinceNs = nowNs - deltaNs;
            } else if (!asked.isEmpty()) {
                act(named(state).exit());
                enter(asked);
                sinceNs = nowNs - deltaNs;
            } else {
                String next = next();
                if (!next.isEmpty()) {
                    act(named(state).exit());
                    enter(next);
                }
            }
            asked = "";
            act(named(state).cyclic());
        }

        void enter(String name) {
            state = name;
            sinceNs = nowNs;
            act(named(name).entry());
        }

        String next() {
            String chosen = "";
            for (Transition transition : program.transitions()) {
                boolean leaves = transition.from().contains("*")
                        ? !transition.to().equals(state)
                        : transition.from().contains(state);
                if (leaves && chosen.isEmpty() && isTrue(transition.when())) {
                    chosen = transition.to();
                }
            }
            State present = named(state);
            if (chosen.isEmpty() && present.timeoutNs() > 0 && nowNs - sinceNs >= present.timeoutNs()) {
                chosen = present.timeoutTo();
            }
            return chosen;
        }

        boolean isTrue(String condition) {
            String[] words = condition.split(" ");
            if (words[0].equals("timeInState")) {
                return (nowNs - sinceNs) / 1e9 > Double.parseDouble(words[2]);
            }
            if (words[0].startsWith("isBad(")) {
                return values.get(words[0].substring(6, 8)) == null;
            }
            boolean isNot = words[0].equals("not");
            Double left = values.get(words[isNot ? 1 : 0]);
            if (left == null) {
                return false;
            }
            return words.length < 3 ? (left != 0) != isNot : left > Double.parseDouble(words[2]);
        }

        void act(List<Action> actions) {
            for (Action action : actions) {
                String[] words = action.expression().split(" ");
                Double left = switch (words[0]) {
                    case "true" -> Double.valueOf(1);
                    case "false" -> Double.valueOf(0);
                    default -> Character.isDigit(words[0].charAt(0)) ? Double.valueOf(words[0]) : values.get(words[0]);
                };
                if (left != null) {
                    values.put(action.tag(), words.length == 1 ? left : left + Double.parseDouble(words[2]));
                }
            }
        }
    }

    private Random random;

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String condition() {
        return switch (random.nextInt(6)) {
            case 0 -> pick("B0", "B1");
            case 1 -> "not " + pick("B0", "B1");
            case 2 -> "timeInState > " + random.nextInt(20) + ".5";
            case 3 -> "isBad(" + pick("F0", "B1") + ")";
            default -> pick("F0", "F1", "OutF") + " > " + random.nextInt(10);
        };
    }

    private String[] actions() {
        List<String> actions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String when = pick("", "entry ", "exit ");
            switch (random.nextInt(3)) {
                case 0 -> actions.addAll(List.of(when + "OutB", pick("true", "false", "B0")));
                case 1 -> actions.addAll(List.of(when + "OutN", pick("OutN + 1", "7", "0")));
                default -> actions.addAll(List.of(when + "OutF", pick("F0", "F1 + 2", "3", "OutF + 1")));
            }
        }
        return actions.toArray(String[]::new);
    }

    private MachineProgram program() {
        int count = 2 + random.nextInt(5);
        Programs program = new Programs();
        for (int i = 0; i < count; i++) {
            boolean hasTimeout = random.nextInt(3) == 0;
            program.state(
                    "S" + i,
                    hasTimeout ? 1 + random.nextInt(30) : 0,
                    hasTimeout ? "S" + random.nextInt(count) : "",
                    actions());
        }
        program.operator("*", "S" + random.nextInt(count));
        for (int i = 1; i < count; i++) {
            program.when("S" + random.nextInt(i), "S" + i, condition());
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            program.when(pick("*", "S" + random.nextInt(count)), "S" + random.nextInt(count), condition());
        }
        return program.build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldDoWhatAnInterpreterOfTheProgramDoes(long seed) {
        random = new Random(seed);
        int transitions = 0;
        for (int round = 0; round < 50; round++) {
            MachineProgram program = program();
            SteppedMachine machine = new SteppedMachine(ProgramCompiler.compile(program, TAGS::get), 1);
            Twin twin = new Twin(program);
            begin(machine, twin);
            String operated = program.transitions().get(0).to();
            for (int step = 0; step < 300; step++) {
                inputs(machine, twin);
                if (random.nextInt(40) == 0 && !twin.state.isEmpty() && !twin.state.equals(operated)) {
                    machine.operate(operated);
                    twin.asked = operated;
                }
                long deltaNs = SECOND / 4 * (1 + random.nextInt(8));
                machine.step(deltaNs);
                twin.step(deltaNs);
                String where = "seed " + seed + " round " + round + " step " + step + " of " + program;
                assertThat(machine.stateName()).as(where).isEqualTo(twin.state);
                check(machine, twin, where);
            }
            transitions += (int) machine.registerNamed("transitions");
        }
        assertThat(transitions).as("the programs do something").isGreaterThan(2_000);
    }

    private void begin(SteppedMachine machine, Twin twin) {
        for (String name : List.of("OutF", "OutB", "OutN")) {
            if (machine.hasOutput(name)) {
                if (name.equals("OutF")) {
                    machine.shows(name, 0);
                } else {
                    machine.showsBits(name, 0);
                }
            }
            twin.values.put(name, 0.0);
        }
        for (String name : List.of("F0", "F1", "B0", "B1")) {
            input(machine, twin, name);
        }
    }

    private void inputs(SteppedMachine machine, Twin twin) {
        for (int i = random.nextInt(3); i > 0; i--) {
            input(machine, twin, pick("F0", "F1", "B0", "B1"));
        }
    }

    private void input(SteppedMachine machine, Twin twin, String name) {
        boolean isBad = random.nextInt(8) == 0;
        int value = name.startsWith("F") ? random.nextInt(12) : random.nextInt(2);
        twin.values.put(name, isBad ? null : Double.valueOf(value));
        if (machine.hasInput(name)) {
            if (name.startsWith("F")) {
                machine.in(name, (double) value);
            } else {
                machine.in(name, value != 0);
            }
            if (isBad) {
                machine.bad(name);
            }
        }
    }

    private static void check(SteppedMachine machine, Twin twin, String where) {
        if (machine.hasOutput("OutF")) {
            assertThat(machine.out("OutF")).as(where).isEqualTo(twin.values.get("OutF"));
        }
        if (machine.hasOutput("OutB")) {
            assertThat(machine.isOn("OutB")).as(where).isEqualTo(twin.values.get("OutB") != 0);
        }
        if (machine.hasOutput("OutN")) {
            assertThat((double) machine.outLong("OutN")).as(where).isEqualTo(twin.values.get("OutN"));
        }
    }
}
