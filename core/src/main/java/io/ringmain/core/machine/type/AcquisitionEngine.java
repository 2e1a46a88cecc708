package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.type.Declarations.operator;
import static io.ringmain.core.machine.type.Declarations.own;
import static io.ringmain.core.machine.type.Declarations.required;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.List;

/**
 * One acquisition of a connector: follows the phase that the connector reports, and tells it what operators want. A stop is
 * remembered: whenever the connector has begun anew, it is told again.
 *
 * <p>An action is written as its running number with its code ({@link io.ringmain.core.spi.AcquisitionAction}) behind it as
 * the last digit. It is done when the tag shows it, and not supported when the tag shows it with that status.
 */
public final class AcquisitionEngine implements Machine {
    public static final String TYPE = "acquisition";
    /** How often it acquires, for example {@code 100ms}. A text, because that follows the tags and can not be set here. */
    public static final String INTERVAL = "acquisition-interval";
    /** In place of an interval: the device says when a value has changed. */
    public static final String ON_CHANGE = "on change";

    // the codes of AcquisitionPhase
    static final int STOPPED = 0;
    static final int STARTING = 1;
    static final int WAITING = 2;
    static final int RUNNING = 3;
    static final int RESETTING = 4;
    static final int FAULTED = 5;

    // the codes of AcquisitionAction
    static final int START = 1;
    static final int STOP = 2;
    static final int RESTART = 3;
    static final int RESET = 4;

    private static final int PHASE = 0;
    private static final int FIRST_COUNT = 1;
    private static final int COUNTS = 7;
    private static final int ACTION = 0;

    /** 1 when an operator has stopped it and nobody has started it since. */
    private static final int IS_STOPPED = 7;

    private static final int ACTIONS = 8;
    /** The action whose outcome is not known yet, 0 for none. */
    private static final int PENDING = 9;

    private static final int PENDING_SINCE_NS = 10;
    /** From then on the reported phase is believed again. */
    private static final int BELIEVED_NS = 11;

    private static final int NOT_SUPPORTED = 12;
    /** How often the stop has been repeated without effect. */
    private static final int REPEATS = 13;
    /** The state at the end of the last step. */
    private static final int LAST = 14;

    private static final int DIGIT = 10;
    private static final int PATIENT_REPEATS = 3;
    private static final long PATIENCE_NS = 10_000_000_000L;
    /** Time for the phase to come after an action is done. */
    private static final long SETTLE_NS = 1_500_000_000L;

    private final MachineDeclaration declaration = new MachineDeclaration(
                    TYPE,
                    List.of("STOPPED", "STARTING", "WAITING", "RUNNING", "RESETTING", "FAULTED"),
                    List.of(
                            operator(STOPPED, STARTING),
                            operator(STARTING, STOPPED),
                            operator(WAITING, STOPPED),
                            operator(RUNNING, STOPPED),
                            operator(RESETTING, STOPPED),
                            operator(FAULTED, STOPPED),
                            operator(WAITING, RESETTING),
                            operator(RUNNING, RESETTING),
                            operator(FAULTED, RESETTING),
                            own(STARTING, WAITING),
                            own(STARTING, RUNNING),
                            own(STARTING, FAULTED),
                            own(WAITING, STARTING),
                            own(WAITING, RUNNING),
                            own(WAITING, FAULTED),
                            own(RUNNING, STARTING),
                            own(RUNNING, WAITING),
                            own(RUNNING, FAULTED),
                            own(RESETTING, STARTING),
                            own(FAULTED, STARTING)),
                    List.of(
                            required("phase", TagType.INT64),
                            required("cycles", TagType.INT64),
                            required("samples", TagType.INT64),
                            required("requests", TagType.INT64),
                            required("errors", TagType.INT64),
                            required("overruns", TagType.INT64),
                            required("lateness", TagType.INT64),
                            required("longest-lateness", TagType.INT64)),
                    List.of(required("action", TagType.INT64)),
                    List.of(Attribute.text(INTERVAL, ON_CHANGE)),
                    List.of(
                            "cycles",
                            "samples",
                            "requests",
                            "errors",
                            "overruns",
                            "lateness-us",
                            "longest-lateness-us",
                            "is-stopped",
                            "actions",
                            "pending",
                            "pending-since-ns",
                            "believed-ns",
                            "not-supported",
                            "repeats",
                            "last-state"))
            .withSafeState(FAULTED);

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        for (int i = 0; i < COUNTS; i++) {
            put(context, i, context.inputLong(FIRST_COUNT + i));
        }
        if (context.requestedTransition() != MachineDeclaration.NO_STATE) {
            ask(context, action(context));
            put(context, REPEATS, 0);
        }
        if (context.register(PENDING) != 0) {
            await(context);
        }
        boolean isBelieved = context.register(PENDING) == 0 && context.ringTimeNs() >= context.register(BELIEVED_NS);
        if (isBelieved && Quality.isGood(context.inputQuality(PHASE))) {
            follow(context, context.inputLong(PHASE));
        }
        put(context, LAST, context.state());
    }

    /** What the operator's transition means. */
    private static int action(MachineContext context) {
        return switch (context.requestedTransition()) {
            case STOPPED -> STOP;
            case STARTING -> START;
            default -> context.register(LAST) == FAULTED ? RESET : RESTART;
        };
    }

    private static void ask(MachineContext context, int action) {
        long number = context.register(ACTIONS) + 1;
        context.register(ACTIONS, number);
        context.register(PENDING, number * DIGIT + action);
        context.register(PENDING_SINCE_NS, context.ringTimeNs());
        put(context, IS_STOPPED, action == STOP ? 1 : 0);
    }

    /** Writes the action until its tag shows what has become of it, or it has taken too long. */
    private static void await(MachineContext context) {
        long pending = context.register(PENDING);
        int status = context.outputQuality(ACTION);
        boolean isShown = context.outputLong(ACTION) == pending;
        if (isShown && status == Quality.BAD_NOT_SUPPORTED) {
            context.register(NOT_SUPPORTED, context.register(NOT_SUPPORTED) + 1);
            put(context, IS_STOPPED, 0);
            context.register(PENDING, 0);
        } else if (isShown && Quality.isGood(status)) {
            context.register(PENDING, 0);
            context.register(BELIEVED_NS, context.ringTimeNs() + SETTLE_NS);
        } else if (context.ringTimeNs() - context.register(PENDING_SINCE_NS) >= PATIENCE_NS) {
            context.register(PENDING, 0);
        } else {
            context.write(ACTION, pending);
        }
    }

    private void follow(MachineContext context, long phase) {
        boolean isToRepeat = context.register(IS_STOPPED) != 0 && phase != STOPPED && phase != FAULTED;
        if (isToRepeat) {
            ask(context, STOP);
            put(context, REPEATS, context.register(REPEATS) + 1);
            context.write(ACTION, context.register(PENDING));
        }
        if (isToRepeat && context.register(REPEATS) <= PATIENT_REPEATS) {
            return;
        }
        int state = context.state();
        if (phase < STOPPED || phase > FAULTED || phase == state) {
            return;
        }
        if (declaration.transition(state, (int) phase) != null) {
            context.transitionTo((int) phase);
        } else if (state != STARTING) {
            context.transitionTo(STARTING);
        }
    }

    private static void put(MachineContext context, int register, long value) {
        if (context.register(register) != value) {
            context.register(register, value);
        }
    }
}
