package io.ringmain.core.machine.declared;

import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Expression;
import io.ringmain.core.expression.ExpressionException;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Action;
import io.ringmain.core.machine.MachineProgram.State;
import io.ringmain.core.machine.MachineProgram.Transition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Makes a machine of a program, outside LOGIC.
 *
 * <p>Thread: any, one program.
 */
public final class ProgramCompiler {
    private static final List<String> REGISTERS = List.of("entered", "transitions", "skipped");

    private final MachineProgram program;
    private final Function<String, TagDefinition> tags;
    private final BiConsumer<String, String> report;
    private final Map<String, Expression> parsed = new LinkedHashMap<>();
    /** The initial one first. */
    private final List<State> states = new ArrayList<>();

    private final List<String> names = new ArrayList<>();
    private ProgramNames scope;
    private int words;

    private ProgramCompiler(
            MachineProgram program, Function<String, TagDefinition> tags, BiConsumer<String, String> report) {
        this.program = program;
        this.tags = tags;
        this.report = report;
        for (State state : program.states()) {
            states.add(state.name().equals(program.initial()) ? 0 : states.size(), state);
        }
        states.forEach(state -> names.add(state.name()));
    }

    /**
     * Says what is wrong with a program, by the key it stands under.
     *
     * @param tags finds a tag, null when there is none
     */
    public static void check(
            MachineProgram program, Function<String, TagDefinition> tags, BiConsumer<String, String> report) {
        int[] problems = {0};
        BiConsumer<String, String> counted = (key, message) -> {
            problems[0]++;
            report.accept(key, message);
        };
        new ProgramRules(program, tags, counted).check();
        ProgramCompiler compiler = new ProgramCompiler(program, tags, counted);
        compiler.prepare();
        if (problems[0] == 0) {
            compiler.machine();
        } else {
            compiler.checkExpressions();
        }
    }

    /**
     * The machine of a program that is sound.
     *
     * @throws IllegalArgumentException when it is not
     */
    public static DeclaredMachine compile(MachineProgram program, Function<String, TagDefinition> tags) {
        BiConsumer<String, String> refuse = (key, message) -> {
            throw new IllegalArgumentException(key + ": " + message);
        };
        new ProgramRules(program, tags, refuse).check();
        ProgramCompiler compiler = new ProgramCompiler(program, tags, refuse);
        compiler.prepare();
        return compiler.machine();
    }

    /** Parses everything, so that it is known which tags are read. */
    private void prepare() {
        for (State state : program.states()) {
            state.entry().forEach(action -> parse("states", place(state, "entry", action), action.expression()));
            state.cyclic().forEach(action -> parse("states", place(state, "cyclic", action), action.expression()));
            state.exit().forEach(action -> parse("states", place(state, "exit", action), action.expression()));
        }
        for (int i = 0; i < program.transitions().size(); i++) {
            Transition transition = program.transitions().get(i);
            if (!transition.when().isEmpty()) {
                parse("transitions", ProgramRules.label(i, transition) + ": when", transition.when());
            }
        }
        scope = new ProgramNames(tags, parsed.values(), ProgramRules.written(program), program.attributes());
    }

    private static String place(State state, String when, Action action) {
        return state.name() + ": " + when + " " + action.tag();
    }

    private void parse(String key, String where, String text) {
        try {
            parsed.computeIfAbsent(text, Expression::parse);
        } catch (ExpressionException e) {
            report.accept(key, where + ": " + e.getMessage());
        }
    }

    /** Without making anything: other things are wrong already. */
    private void checkExpressions() {
        program.states().forEach(this::actions);
        for (int i = 0; i < program.transitions().size(); i++) {
            guard(i);
        }
    }

    private void actions(State state) {
        state.entry().forEach(action -> action(state, "entry", action));
        state.cyclic().forEach(action -> action(state, "cyclic", action));
        state.exit().forEach(action -> action(state, "exit", action));
    }

    /** Null when it is wrong, which is reported. */
    private CheckedExpression action(State state, String when, Action action) {
        Expression expression = parsed.get(action.expression());
        TagDefinition tag = tags.apply(action.tag());
        if (expression == null || tag == null || tag.type() == TagType.STRING || tag.length() > 1) {
            return null;
        }
        try {
            EngineeringUnit unit = tag.type() == TagType.BOOL ? EngineeringUnit.NONE : ProgramNames.unit(tag.unit());
            return expression.check(scope).convertedTo(tag.type(), unit);
        } catch (ExpressionException e) {
            report.accept("states", place(state, when, action) + ": " + e.getMessage());
            return null;
        }
    }

    /** Null when it is wrong, which is reported, or when there is none. */
    private CheckedExpression guard(int index) {
        Transition transition = program.transitions().get(index);
        Expression expression = parsed.get(transition.when());
        if (expression == null) {
            return null;
        }
        try {
            return expression.check(scope).convertedTo(TagType.BOOL, EngineeringUnit.NONE);
        } catch (ExpressionException e) {
            report.accept("transitions", ProgramRules.label(index, transition) + ": when: " + e.getMessage());
            return null;
        }
    }

    private DeclaredMachine machine() {
        CompiledState[] compiled = new CompiledState[states.size()];
        int most = 0;
        int format = 1;
        for (int i = 0; i < compiled.length; i++) {
            compiled[i] = state(states.get(i));
            most = Math.max(most, compiled[i].words());
            format = 31 * format + formatOf(compiled[i], states.get(i));
        }
        if (most > MachineDeclaration.MAX_MEMORY_WORDS) {
            report.accept(
                    "states",
                    "the time functions of one state need " + 8L * most + " bytes, at most "
                            + 8L * MachineDeclaration.MAX_MEMORY_WORDS + " are possible");
            return null;
        }
        TagType[] attributes = new TagType[program.attributes().size()];
        for (int i = 0; i < attributes.length; i++) {
            attributes[i] = program.attributes().get(i).type();
        }
        ProgramValues values =
                new ProgramValues(scope.inputs().size(), scope.outputs().size(), attributes);
        return new DeclaredMachine(declaration(most, format), compiled, values);
    }

    private CompiledState state(State state) {
        words = 0;
        List<Evaluation> guards = new ArrayList<>();
        for (int i = 0; i < program.transitions().size(); i++) {
            Transition transition = program.transitions().get(i);
            if (leaves(transition, state.name()) && !transition.when().isEmpty()) {
                add(guards, guard(i), names.indexOf(transition.to()));
            }
        }
        Evaluation[] cyclic = actions(state, "cyclic", state.cyclic());
        Evaluation[] entry = actions(state, "entry", state.entry());
        Evaluation[] exit = actions(state, "exit", state.exit());
        return new CompiledState(
                state.timeoutNs(),
                names.indexOf(state.timeoutTo()),
                entry,
                cyclic,
                exit,
                guards.toArray(Evaluation[]::new),
                words);
    }

    private Evaluation[] actions(State state, String when, List<Action> actions) {
        List<Evaluation> all = new ArrayList<>();
        for (Action action : actions) {
            add(all, action(state, when, action), scope.outputs().indexOf(action.tag()));
        }
        return all.toArray(Evaluation[]::new);
    }

    private void add(List<Evaluation> into, CheckedExpression checked, int target) {
        if (checked != null) {
            into.add(new Evaluation(checked, checked.compile(), words, target));
            words += checked.memoryWords();
        }
    }

    /** A machine whose history would mean something else after a change begins anew. */
    private int formatOf(CompiledState compiled, State state) {
        if (compiled.words() == 0) {
            return 0;
        }
        int format = compiled.words();
        for (Transition transition : program.transitions()) {
            format = leaves(transition, state.name())
                    ? 31 * format + transition.when().hashCode()
                    : format;
        }
        for (Action action : state.cyclic()) {
            format = 31 * format + action.expression().hashCode();
        }
        return format;
    }

    private static boolean leaves(Transition transition, String state) {
        boolean isAny = transition.from().contains(MachineProgram.ANY_STATE);
        return isAny ? !transition.to().equals(state) : transition.from().contains(state);
    }

    private MachineDeclaration declaration(int memoryWords, int format) {
        return new MachineDeclaration(
                        MachineProgram.TYPE,
                        names,
                        transitions(),
                        ports(scope.inputs()),
                        outputs(scope.outputs()),
                        program.attributes(),
                        REGISTERS)
                .withMemory(memoryWords)
                .withSafeState(names.indexOf(program.safeState()))
                .withStateFormat(format);
    }

    private List<Port> ports(List<String> read) {
        List<Port> ports = new ArrayList<>();
        read.forEach(tag -> ports.add(new Port(tag, tags.apply(tag).type())));
        return ports;
    }

    private List<Port> outputs(List<String> written) {
        List<Port> ports = new ArrayList<>();
        written.forEach(tag -> ports.add(output(tag)));
        return ports;
    }

    private Port output(String tag) {
        AttributeValue safe = program.safeOutputs().get(tag);
        TagType type = tags.apply(tag).type();
        AttributeValue value = safe == null ? null : ProgramRules.safeValue(type, safe);
        return value == null ? new Port(tag, type) : new Port(tag, type, false, true, value.bits());
    }

    /** One of each pair of states: open to operators when one of them is. */
    private List<MachineDeclaration.Transition> transitions() {
        Map<List<Integer>, MachineDeclaration.Transition> all = new LinkedHashMap<>();
        for (Transition transition : program.transitions()) {
            int to = names.indexOf(transition.to());
            for (int from = 0; from < names.size(); from++) {
                if (leaves(transition, names.get(from))) {
                    all.merge(
                            List.of(from, to),
                            new MachineDeclaration.Transition(
                                    from,
                                    to,
                                    transition.isOperator(),
                                    transition.isConfirmed() || transition.isOtherUser(),
                                    transition.isOtherUser()),
                            (one, other) -> one.isOperator() ? one : other);
                }
            }
        }
        for (int from = 0; from < names.size(); from++) {
            State state = states.get(from);
            if (!state.timeoutTo().isEmpty()) {
                int to = names.indexOf(state.timeoutTo());
                all.putIfAbsent(List.of(from, to), new MachineDeclaration.Transition(from, to));
            }
        }
        return List.copyOf(all.values());
    }
}
