package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.type.Declarations.DAY_S;
import static io.ringmain.core.machine.type.Declarations.confirmed;
import static io.ringmain.core.machine.type.Declarations.operated;
import static io.ringmain.core.machine.type.Declarations.operator;
import static io.ringmain.core.machine.type.Declarations.optional;
import static io.ringmain.core.machine.type.Declarations.own;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs up to {@value #MAX_STEPS} steps one behind the other, in the states of ISA-88. A step switches its output on; it is done
 * when its input says so and its least time is over, without an input when its time is over. A step that is not done within its
 * timeout holds the sequence, or aborts it where declared. While it is held the step's output is off and its time stands still.
 *
 * <p>A permit that is false or bad holds the sequence and keeps it from starting; an emergency input that is true or bad aborts it.
 */
public final class Sequence implements Machine {
    public static final String TYPE = "sequence";

    static final int MAX_STEPS = 6;

    static final int IDLE = 0;
    static final int RUNNING = 1;
    static final int HOLDING = 2;
    static final int HELD = 3;
    static final int RESTARTING = 4;
    static final int STOPPING = 5;
    static final int STOPPED = 6;
    static final int ABORTING = 7;
    static final int ABORTED = 8;
    static final int COMPLETE = 9;

    /** Number of the present step from 1, 0 when none has begun. */
    static final int STEP = 0;
    /** How long the present step has run, without the time in which it was held. */
    static final int STEP_NS = 1;

    static final int RUNS = 2;
    static final int COMPLETED = 3;
    static final int HOLDS = 4;
    static final int TIMEOUTS = 5;
    /** Why it was held or aborted, see the constants. */
    static final int REASON = 6;

    static final int BY_OPERATOR = 0;
    static final int BY_TIMEOUT = 1;
    static final int BY_PERMIT = 2;
    static final int BY_EMERGENCY = 3;

    private static final int PERMIT = 0;
    private static final int EMERGENCY = 1;
    private static final int DONE = 2;

    private static final int STEP_OUT = 0;
    private static final int ACTIVE_OUT = 1;
    private static final int STEP_1_OUT = 2;

    private static final int STEPS = 0;
    private static final int ABORT_ON_TIMEOUT = 1;
    private static final int HOLDING_S = 2;
    private static final int RESTARTING_S = 3;
    private static final int STOPPING_S = 4;
    private static final int ABORTING_S = 5;
    private static final int TIMES = 6;

    private static final int GAP_INTERVALS = 10;

    private static final double NS_PER_S = 1e9;

    private final MachineDeclaration declaration = new MachineDeclaration(
                    TYPE,
                    List.of(
                            "IDLE",
                            "RUNNING",
                            "HOLDING",
                            "HELD",
                            "RESTARTING",
                            "STOPPING",
                            "STOPPED",
                            "ABORTING",
                            "ABORTED",
                            "COMPLETE"),
                    transitions(),
                    inputs(),
                    outputs(),
                    attributes(),
                    List.of("step", "step-ns", "runs", "completed", "holds", "timeouts", "reason"))
            .withSafeState(ABORTED);

    private static List<Transition> transitions() {
        List<Transition> all = new ArrayList<>(List.of(
                operator(IDLE, RUNNING),
                operator(RUNNING, HOLDING),
                operator(HELD, RESTARTING),
                operator(COMPLETE, IDLE),
                operator(STOPPED, IDLE),
                operator(ABORTED, IDLE),
                own(RUNNING, IDLE),
                own(RUNNING, COMPLETE),
                own(HOLDING, HELD),
                own(RESTARTING, RUNNING),
                own(RESTARTING, HOLDING),
                own(STOPPING, STOPPED),
                own(ABORTING, ABORTED)));
        for (int from : new int[] {RUNNING, HOLDING, HELD, RESTARTING}) {
            all.add(operator(from, STOPPING));
            all.add(confirmed(from, ABORTING));
        }
        all.add(confirmed(STOPPING, ABORTING));
        return all;
    }

    private static List<Port> inputs() {
        List<Port> ports = new ArrayList<>();
        ports.add(optional("permit", TagType.BOOL));
        ports.add(optional("emergency", TagType.BOOL));
        for (int i = 1; i <= MAX_STEPS; i++) {
            ports.add(optional("done-" + i, TagType.BOOL));
        }
        return ports;
    }

    private static List<Port> outputs() {
        List<Port> ports = new ArrayList<>();
        ports.add(optional("step", TagType.INT64).safe(0));
        ports.add(optional("active", TagType.BOOL).safe(false));
        for (int i = 1; i <= MAX_STEPS; i++) {
            ports.add(optional("step-" + i, TagType.BOOL).safe(false));
        }
        return ports;
    }

    private static List<Attribute> attributes() {
        List<Attribute> all = new ArrayList<>();
        all.add(Attribute.whole("steps", MAX_STEPS, 1, MAX_STEPS));
        all.add(Attribute.flag("abort-on-timeout", false));
        for (String phase : List.of("holding", "restarting", "stopping", "aborting")) {
            all.add(operated(phase + "-s", 0, 0, DAY_S));
        }
        for (int i = 1; i <= MAX_STEPS; i++) {
            all.add(operated("time-" + i + "-s", 0, 0, DAY_S));
            all.add(operated("timeout-" + i + "-s", 0, 0, DAY_S));
        }
        return all;
    }

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        switch (context.state()) {
            case RUNNING -> running(context);
            case HOLDING -> wait(context, HOLDING_S, HELD);
            case RESTARTING -> {
                if (isPermitted(context)) {
                    wait(context, RESTARTING_S, RUNNING);
                } else {
                    hold(context, BY_PERMIT);
                }
            }
            case STOPPING -> wait(context, STOPPING_S, STOPPED);
            case ABORTING -> wait(context, ABORTING_S, ABORTED);
            case IDLE -> context.register(STEP, 0);
            default -> {
                // Waits for the operator.
            }
        }
        guardEmergency(context);
        writeOutputs(context);
    }

    private static void running(MachineContext context) {
        boolean isNew = context.register(STEP) == 0 || context.requestedTransition() == RUNNING;
        if (!isPermitted(context)) {
            if (isNew) {
                context.register(REASON, BY_PERMIT);
                context.transitionTo(IDLE);
            } else {
                hold(context, BY_PERMIT);
            }
            return;
        }
        if (isNew) {
            context.register(RUNS, context.register(RUNS) + 1);
            context.register(REASON, BY_OPERATOR);
            begin(context, 1);
            return;
        }
        if (context.timeInStateNs() > 0) {
            context.register(STEP_NS, context.register(STEP_NS) + passedNs(context));
        }
        int step = (int) context.register(STEP);
        long ranNs = context.register(STEP_NS);
        int times = TIMES + 2 * (step - 1);
        double timeoutS = context.attribute(times + 1);
        if (ranNs >= context.attribute(times) * NS_PER_S && isDone(context, step)) {
            if (step < context.attributeLong(STEPS)) {
                begin(context, step + 1);
            } else {
                context.register(COMPLETED, context.register(COMPLETED) + 1);
                context.transitionTo(COMPLETE);
            }
        } else if (timeoutS > 0 && ranNs >= timeoutS * NS_PER_S) {
            context.register(TIMEOUTS, context.register(TIMEOUTS) + 1);
            timeOut(context);
        }
    }

    /** Only what has passed in this state counts, and of a gap, which nobody watched, one interval. */
    private static long passedNs(MachineContext context) {
        long deltaNs =
                context.deltaNs() > GAP_INTERVALS * context.intervalNs() ? context.intervalNs() : context.deltaNs();
        return StrictMath.min(deltaNs, context.timeInStateNs());
    }

    private static void begin(MachineContext context, int step) {
        context.register(STEP, step);
        context.register(STEP_NS, 0);
    }

    private static void timeOut(MachineContext context) {
        if (context.attributeBoolean(ABORT_ON_TIMEOUT)) {
            context.register(REASON, BY_TIMEOUT);
            context.transitionTo(ABORTING);
        } else {
            // The operator resumes when the cause is removed; the step gets its whole time again.
            context.register(STEP_NS, 0);
            hold(context, BY_TIMEOUT);
        }
    }

    private static void hold(MachineContext context, int reason) {
        context.register(HOLDS, context.register(HOLDS) + 1);
        context.register(REASON, reason);
        context.transitionTo(HOLDING);
    }

    private static void wait(MachineContext context, int attribute, int next) {
        if (context.state() == HOLDING && context.requestedTransition() == HOLDING) {
            context.register(HOLDS, context.register(HOLDS) + 1);
            context.register(REASON, BY_OPERATOR);
        }
        if (context.timeInStateNs() >= context.attribute(attribute) * NS_PER_S) {
            context.transitionTo(next);
        }
    }

    private static void guardEmergency(MachineContext context) {
        int state = context.state();
        boolean isActive = state >= RUNNING && state <= STOPPING;
        if (isActive && context.isInputBound(EMERGENCY)) {
            if (Quality.isBad(context.inputQuality(EMERGENCY)) || context.inputBoolean(EMERGENCY)) {
                context.register(REASON, BY_EMERGENCY);
                context.transitionTo(ABORTING);
            }
        }
    }

    private static boolean isPermitted(MachineContext context) {
        return !context.isInputBound(PERMIT)
                || !Quality.isBad(context.inputQuality(PERMIT)) && context.inputBoolean(PERMIT);
    }

    private static boolean isDone(MachineContext context, int step) {
        int input = DONE + step - 1;
        return !context.isInputBound(input)
                || !Quality.isBad(context.inputQuality(input)) && context.inputBoolean(input);
    }

    private static void writeOutputs(MachineContext context) {
        int state = context.state();
        int step = (int) context.register(STEP);
        context.write(STEP_OUT, state == IDLE ? 0L : step);
        context.write(ACTIVE_OUT, state >= RUNNING && state <= STOPPING);
        for (int i = 0; i < MAX_STEPS; i++) {
            context.write(STEP_1_OUT + i, state == RUNNING && step == i + 1);
        }
    }
}
