package io.ringmain.perf.jmh;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Action;
import io.ringmain.core.machine.MachineProgram.Transition;
import io.ringmain.core.machine.type.Pid;
import io.ringmain.core.machine.type.Sequence;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.perf.SuiteFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * 100 machines of one kind, each every 100 ms of ring time, LOGIC alone: an update of the input of each and a step of each, with
 * its timer and the values that it writes; time for one machine. A sequence runs and waits in its first step; a declared machine
 * has two states and moves on when its input passes a limit.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MachineBenchmark.MACHINES)
public class MachineBenchmark {
    static final int MACHINES = 100;
    private static final long INTERVAL_NS = 100_000_000;
    /** State of a sequence that an operator has begun. */
    private static final int RUNNING = 1;

    /** Kinds of machines. */
    public enum Kind {
        PID,
        SEQUENCE,
        DECLARED
    }

    @Param
    public Kind kind;

    private DrivenLogic logic;
    private long count;

    @Setup
    public void configure() {
        List<TagDefinition> tags = new ArrayList<>();
        List<MachineDefinition> machines = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            String input = "M" + i + ".In";
            String output = "M" + i + ".Out";
            tags.add(TagDefinition.internal(input, kind == Kind.SEQUENCE ? TagType.BOOL : TagType.FLOAT64));
            tags.add(TagDefinition.internal(output, kind == Kind.SEQUENCE ? TagType.BOOL : TagType.FLOAT64));
            machines.add(machine("M" + i, input, output));
        }
        logic = new DrivenLogic(
                new SiteDefinition("load", List.of(), tags, List.of(), machines),
                Map.<String, Machine>of(Pid.TYPE, new Pid(), Sequence.TYPE, new Sequence()));
        step();
        for (int machine = 0; machine < MACHINES && kind == Kind.SEQUENCE; machine++) {
            logic.move(machine, RUNNING);
        }
    }

    private MachineDefinition machine(String name, String input, String output) {
        return switch (kind) {
            case PID ->
                new MachineDefinition(
                        name,
                        Pid.TYPE,
                        INTERVAL_NS,
                        Map.of("pv", input, "output", output),
                        Map.of("start-automatic", AttributeValue.of(true), "setpoint", AttributeValue.of(50.0)));
            case SEQUENCE ->
                new MachineDefinition(
                        name, Sequence.TYPE, INTERVAL_NS, Map.of("done-1", input, "step-1", output), Map.of());
            case DECLARED -> new MachineDefinition(name, INTERVAL_NS, program(input, output));
        };
    }

    private static MachineProgram program(String input, String output) {
        MachineProgram.State low = new MachineProgram.State(
                "LOW", 0, "", List.of(), List.of(new Action(output, input + " * 2 + 1")), List.of());
        MachineProgram.State high = new MachineProgram.State(
                "HIGH", 0, "", List.of(), List.of(new Action(output, input + " - 1")), List.of());
        return new MachineProgram(
                "LOW",
                List.of(low, high),
                List.of(
                        new Transition(List.of("LOW"), "HIGH", input + " > 60", false, false, false),
                        new Transition(List.of("HIGH"), "LOW", input + " < 40", false, false, false)),
                List.of(),
                "LOW",
                Map.of());
    }

    @Benchmark
    public long step() {
        count++;
        for (int machine = 0; machine < MACHINES; machine++) {
            if (kind == Kind.SEQUENCE) {
                logic.update(2 * machine, false, 0);
            } else {
                logic.update(2 * machine, 30 + (count * 7 + machine & 63), 0);
            }
        }
        return logic.tick(INTERVAL_NS);
    }

    /** Machines that do nothing would be measured for nothing. */
    @TearDown
    public void check() {
        if (logic.results() == 0) {
            throw new SuiteFailedException("machine: none of kind " + kind + " has done anything");
        }
    }
}
