package io.ringmain.core.machine.type;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.List;

/**
 * Duty and standby control of two pumps that empty a vessel: the duty pump starts at the start level and stops at the stop
 * level, the two take turns, and the standby takes over when the duty pump faults or its running feedback does not come.
 * While the level's quality is bad the present state is held.
 */
public final class PumpDuty implements Machine {
    public static final String TYPE = "pump-duty";

    static final int IDLE = 0;
    static final int RUN_A = 1;
    static final int RUN_B = 2;
    /** No pump is available; the operator has to look. */
    static final int BLOCKED = 3;
    /** An operator has taken both pumps out of use. */
    static final int DISABLED = 4;

    private static final int LEVEL = 0;
    private static final int RUNNING_A = 1;
    private static final int FAULT_A = 3;

    private static final int START_LEVEL = 0;
    private static final int STOP_LEVEL = 1;
    private static final int FEEDBACK_TIMEOUT_S = 2;

    /** 0 when A is next, 1 when B is. */
    private static final int NEXT_DUTY = 0;

    private static final int STARTS_A = 1;
    private static final int FAILOVERS = 3;
    /** 1 while a pump runs that took over and has not shown its feedback yet. */
    private static final int IS_TAKEOVER = 4;

    private static final double NS_PER_S = 1e9;
    private static final long RETRY_NS = 5_000_000_000L;

    private final MachineDeclaration declaration = new MachineDeclaration(
                    TYPE,
                    List.of("IDLE", "RUN_A", "RUN_B", "BLOCKED", "DISABLED"),
                    List.of(
                            new Transition(IDLE, RUN_A),
                            new Transition(IDLE, RUN_B),
                            new Transition(IDLE, BLOCKED),
                            new Transition(RUN_A, IDLE),
                            new Transition(RUN_A, RUN_B).confirmed(),
                            new Transition(RUN_A, BLOCKED),
                            new Transition(RUN_B, IDLE),
                            new Transition(RUN_B, RUN_A).confirmed(),
                            new Transition(RUN_B, BLOCKED),
                            new Transition(BLOCKED, IDLE).operator(),
                            new Transition(IDLE, DISABLED).operator(),
                            new Transition(RUN_A, DISABLED).operator(),
                            new Transition(RUN_B, DISABLED).operator(),
                            new Transition(BLOCKED, DISABLED).operator(),
                            new Transition(DISABLED, IDLE).operator()),
                    List.of(
                            new Port("level", TagType.FLOAT64),
                            new Port("running-a", TagType.BOOL),
                            new Port("running-b", TagType.BOOL),
                            new Port("fault-a", TagType.BOOL),
                            new Port("fault-b", TagType.BOOL)),
                    List.of(
                            new Port("start-a", TagType.BOOL).safe(false),
                            new Port("start-b", TagType.BOOL).safe(false)),
                    List.of(
                            Attribute.number("start-level", 70, -1e9, 1e9).operator(),
                            Attribute.number("stop-level", 40, -1e9, 1e9).operator(),
                            Attribute.number("feedback-timeout-s", 5, 0.1, 3600).unit("s")),
                    List.of("next-duty", "starts-a", "starts-b", "failovers", "is-takeover"))
            .withSafeState(BLOCKED);

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        switch (context.state()) {
            case IDLE -> idle(context);
            case RUN_A, RUN_B -> run(context, context.state() - RUN_A);
            case BLOCKED -> blocked(context);
            default -> {
                // Disabled: waits for the operator.
            }
        }
        int state = context.state();
        context.write(0, state == RUN_A);
        context.write(1, state == RUN_B);
    }

    private static void idle(MachineContext context) {
        boolean isKnown = !Quality.isBad(context.inputQuality(LEVEL));
        if (isKnown && context.inputDouble(LEVEL) >= context.attribute(START_LEVEL)) {
            int duty = (int) context.register(NEXT_DUTY);
            context.register(IS_TAKEOVER, 0);
            start(context, isFaulted(context, duty) ? 1 - duty : duty);
        }
    }

    private static void run(MachineContext context, int pump) {
        boolean isKnown = !Quality.isBad(context.inputQuality(LEVEL));
        if (isKnown && context.inputDouble(LEVEL) <= context.attribute(STOP_LEVEL)) {
            context.register(NEXT_DUTY, 1 - pump);
            context.transitionTo(IDLE);
        } else if (isFaulted(context, pump) || isFeedbackMissing(context, pump)) {
            if (context.register(IS_TAKEOVER) != 0) {
                // The standby has failed, too: changing back and forth helps nobody.
                context.transitionTo(BLOCKED);
                return;
            }
            context.register(FAILOVERS, context.register(FAILOVERS) + 1);
            context.register(IS_TAKEOVER, 1);
            start(context, 1 - pump);
        } else if (context.inputBoolean(RUNNING_A + pump)) {
            context.register(IS_TAKEOVER, 0);
        }
    }

    private static void start(MachineContext context, int pump) {
        if (isFaulted(context, pump)) {
            context.transitionTo(BLOCKED);
        } else {
            context.register(STARTS_A + pump, context.register(STARTS_A + pump) + 1);
            context.transitionTo(RUN_A + pump);
        }
    }

    private static void blocked(MachineContext context) {
        boolean isOneAvailable = !isFaulted(context, 0) || !isFaulted(context, 1);
        if (isOneAvailable && context.timeInStateNs() >= RETRY_NS) {
            context.transitionTo(IDLE);
        }
    }

    private static boolean isFaulted(MachineContext context, int pump) {
        return context.inputBoolean(FAULT_A + pump);
    }

    private static boolean isFeedbackMissing(MachineContext context, int pump) {
        return context.timeInStateNs() > context.attribute(FEEDBACK_TIMEOUT_S) * NS_PER_S
                && !Quality.isBad(context.inputQuality(RUNNING_A + pump))
                && !context.inputBoolean(RUNNING_A + pump);
    }
}
