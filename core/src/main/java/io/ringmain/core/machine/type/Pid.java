package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.type.Declarations.DAY_S;
import static io.ringmain.core.machine.type.Declarations.LARGE;
import static io.ringmain.core.machine.type.Declarations.fixed;
import static io.ringmain.core.machine.type.Declarations.flag;
import static io.ringmain.core.machine.type.Declarations.operated;
import static io.ringmain.core.machine.type.Declarations.operator;
import static io.ringmain.core.machine.type.Declarations.optional;
import static io.ringmain.core.machine.type.Declarations.own;
import static io.ringmain.core.machine.type.Declarations.required;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.List;

/**
 * A PID controller in the ISA standard form or in the parallel one, see {@link PidLaw}.
 *
 * <p>No change of mode, parameter or quality moves the output by itself: the law goes on from the output that is there. It does not
 * wind up: what limits and rate cut off is fed back into the integral (back-calculation). While the PV is bad the output is held in
 * state HOLD, and the mode of before goes on when it is good again. After a gap of more than {@value #GAP_INTERVALS} intervals the
 * law begins again from the held output, so that time which nobody controlled is not integrated.
 */
public final class Pid implements Machine {
    public static final String TYPE = "pid";

    /** The operator sets the output. */
    static final int MANUAL = 0;
    /** The setpoint is the attribute. */
    static final int AUTO = 1;
    /** The setpoint comes from another loop; the last good one is kept. */
    static final int CASCADE = 2;
    /** The PV is bad or as old as the last restart, the output is held. */
    static final int HOLD = 3;
    /** The output follows an input, asked for by another input. */
    static final int TRACK = 4;

    static final int GAP_INTERVALS = 10;

    static final int SETPOINT = 0;
    static final int MANUAL_OUTPUT = 1;
    static final int GAIN = 2;
    static final int INTEGRAL_TIME = 3;
    static final int DERIVATIVE_TIME = 4;
    static final int DERIVATIVE_FILTER = 5;
    static final int SETPOINT_WEIGHT = 6;
    static final int PV_FILTER = 7;
    static final int PV_LOW = 8;
    static final int PV_HIGH = 9;
    static final int OUTPUT_LOW = 10;
    static final int OUTPUT_HIGH = 11;
    static final int OUTPUT_RATE = 12;
    static final int SETPOINT_RATE = 13;
    static final int TRACKING_TIME = 14;
    static final int DIRECT = 15;
    static final int PARALLEL = 16;
    static final int SETPOINT_TRACKING = 17;
    static final int START_AUTOMATIC = 18;

    static final int OUTPUT = 0;
    static final int INTEGRAL = 1;
    static final int DERIVATIVE = 2;
    static final int PROPORTIONAL = 3;
    static final int PV = 4;
    static final int SETPOINT_NOW = 5;
    /** Mode at the end of the last step plus 1; 0 before the first. */
    static final int LAST_MODE = 6;
    /** Mode to go on with after HOLD and TRACK. */
    static final int RESUME = 7;

    static final int HOLDS = 8;

    /** Intervals in which the output was not known at the first start. */
    static final int WAITED = 9;

    private static final int PV_IN = 0;
    private static final int EXTERNAL = 1;
    private static final int TRACK_SWITCH = 2;
    private static final int TRACK_VALUE = 3;

    private static final int OUTPUT_OUT = 0;
    private static final int SETPOINT_OUT = 1;
    private static final int HOLDING_OUT = 2;
    private static final int LOCAL_OUT = 3;

    /** Without the info bits of a status code. */
    private static final int CODE_MASK = 0xFFFF0000;

    private static final double NS_PER_S = 1e9;

    private final MachineDeclaration declaration = new MachineDeclaration(
                    TYPE,
                    List.of("MANUAL", "AUTO", "CASCADE", "HOLD", "TRACK"),
                    List.of(
                            operator(MANUAL, AUTO),
                            operator(MANUAL, CASCADE),
                            operator(AUTO, MANUAL),
                            operator(AUTO, CASCADE),
                            operator(CASCADE, MANUAL),
                            operator(CASCADE, AUTO),
                            operator(HOLD, MANUAL),
                            operator(TRACK, MANUAL),
                            own(AUTO, HOLD),
                            own(AUTO, TRACK),
                            own(CASCADE, HOLD),
                            own(CASCADE, TRACK),
                            own(HOLD, AUTO),
                            own(HOLD, CASCADE),
                            own(HOLD, TRACK),
                            own(TRACK, AUTO),
                            own(TRACK, CASCADE),
                            own(TRACK, HOLD)),
                    List.of(
                            required("pv", TagType.FLOAT64),
                            optional("external-setpoint", TagType.FLOAT64),
                            optional("track", TagType.BOOL),
                            optional("track-value", TagType.FLOAT64)),
                    List.of(
                            required("output", TagType.FLOAT64),
                            optional("working-setpoint", TagType.FLOAT64),
                            optional("holding", TagType.BOOL),
                            optional("local", TagType.BOOL)),
                    List.of(
                            operated("setpoint", 0, -LARGE, LARGE),
                            operated("manual-output", 0, -LARGE, LARGE),
                            operated("gain", 1, 0, 1e6),
                            operated("integral-time-s", 60, 0, DAY_S),
                            operated("derivative-time-s", 0, 0, DAY_S),
                            fixed("derivative-filter", 8, 1, 100),
                            fixed("setpoint-weight", 1, 0, 1),
                            fixed("pv-filter-s", 0, 0, DAY_S),
                            fixed("pv-low", 0, -LARGE, LARGE),
                            fixed("pv-high", 100, -LARGE, LARGE),
                            operated("output-low", 0, -LARGE, LARGE),
                            operated("output-high", 100, -LARGE, LARGE),
                            operated("output-rate", 0, 0, LARGE),
                            operated("setpoint-rate", 0, 0, LARGE),
                            fixed("tracking-time-s", 0, 0, DAY_S),
                            flag("direct"),
                            flag("parallel"),
                            flag("setpoint-tracking"),
                            flag("start-automatic")),
                    List.of(
                            "output",
                            "integral",
                            "derivative",
                            "proportional",
                            "pv",
                            "setpoint",
                            "last-mode",
                            "resume",
                            "holds",
                            "waited"))
            .withFloatRegisters(OUTPUT, INTEGRAL, DERIVATIVE, PROPORTIONAL, PV, SETPOINT_NOW);

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        boolean isFirst = context.register(LAST_MODE) == 0;
        boolean isUsable = isUsable(context, PV_IN);
        if (isFirst) {
            if (isWaiting(context, isUsable)) {
                return;
            }
            begin(context);
        }
        changeMode(context, isUsable);
        int mode = context.state();
        int lastMode = isFirst ? MANUAL : (int) context.register(LAST_MODE) - 1;
        switch (mode) {
            case MANUAL -> putOutput(context, context.attribute(MANUAL_OUTPUT));
            case HOLD -> {
                // The output stays as it is.
            }
            case TRACK -> {
                if (isUsable(context, TRACK_VALUE)) {
                    putOutput(context, context.inputDouble(TRACK_VALUE));
                }
            }
            default -> automatic(context, mode, lastMode, isFirst);
        }
        followSettings(context, mode, isUsable);
        context.register(LAST_MODE, mode + 1);
        writeOutputs(context, mode);
    }

    /** What an operator will set next is found where the loop is, so that a change of mode moves nothing. */
    private static void followSettings(MachineContext context, int mode, boolean isUsable) {
        if (mode != MANUAL) {
            context.attribute(MANUAL_OUTPUT, context.registerDouble(OUTPUT));
        } else if (isUsable && context.attributeBoolean(SETPOINT_TRACKING)) {
            context.attribute(SETPOINT, inRange(context, context.inputDouble(PV_IN)));
        }
        if (mode == CASCADE) {
            context.attribute(SETPOINT, context.registerDouble(SETPOINT_NOW));
        }
    }

    /**
     * Before the first connection nobody knows where the output is, and to write another one would be a bump. An output that is not
     * known although the PV is may never be known.
     */
    private static boolean isWaiting(MachineContext context, boolean isUsable) {
        if (!Quality.isBad(context.outputQuality(OUTPUT_OUT))
                || context.requestedTransition() != MachineDeclaration.NO_STATE) {
            return false;
        }
        if (isUsable) {
            context.register(WAITED, context.register(WAITED) + 1);
        }
        return context.register(WAITED) <= GAP_INTERVALS;
    }

    /** What the output tag shows is where the loop begins, if it shows anything. */
    private static void begin(MachineContext context) {
        boolean isThere = !Quality.isBad(context.outputQuality(OUTPUT_OUT));
        double shown = context.outputDouble(OUTPUT_OUT);
        if (isThere && Double.isFinite(shown)) {
            context.attribute(MANUAL_OUTPUT, shown);
        }
        putOutput(context, context.attribute(MANUAL_OUTPUT));
        context.registerDouble(SETPOINT_NOW, context.attribute(SETPOINT));
        if (context.attributeBoolean(START_AUTOMATIC) && context.state() == MANUAL) {
            context.transitionTo(AUTO);
        }
    }

    private static void changeMode(MachineContext context, boolean isUsable) {
        boolean isTracking = context.isInputBound(TRACK_SWITCH)
                && !Quality.isBad(context.inputQuality(TRACK_SWITCH))
                && context.inputBoolean(TRACK_SWITCH);
        if (context.state() == CASCADE && !context.isInputBound(EXTERNAL)) {
            context.transitionTo(AUTO);
        }
        int mode = context.state();
        if (mode == AUTO || mode == CASCADE) {
            if (isTracking || !isUsable) {
                context.register(RESUME, mode);
                context.register(HOLDS, context.register(HOLDS) + (isTracking ? 0 : 1));
                context.transitionTo(isTracking ? TRACK : HOLD);
            }
        } else if (mode == HOLD && isTracking) {
            context.transitionTo(TRACK);
        } else if (mode == HOLD && isUsable) {
            context.transitionTo((int) context.register(RESUME));
        } else if (mode == TRACK && !isTracking) {
            context.transitionTo(isUsable ? (int) context.register(RESUME) : HOLD);
        }
    }

    private static void automatic(MachineContext context, int mode, int lastMode, boolean isFirst) {
        double interval = context.intervalNs() / NS_PER_S;
        double delta = context.deltaNs() / NS_PER_S;
        boolean isGap = isFirst || delta > GAP_INTERVALS * interval;
        boolean isBegun = lastMode != mode || isGap;
        double raw = context.inputDouble(PV_IN);
        double setpoint = setpoint(context, mode, isBegun ? interval : delta, isBegun && lastMode == MANUAL, raw);
        if (isBegun) {
            PidLaw.begin(context, raw, setpoint);
            return;
        }
        double filter = context.attribute(PV_FILTER);
        double last = context.registerDouble(PV);
        double pv = last + (raw - last) * (delta / (filter + delta));
        if (delta > 0) {
            putOutput(context, PidLaw.advance(context, pv, setpoint, delta));
        }
    }

    private static double setpoint(MachineContext context, int mode, double dt, boolean isFromManual, double pv) {
        double now = context.registerDouble(SETPOINT_NOW);
        double target = context.attribute(SETPOINT);
        if (mode == CASCADE) {
            target = isUsable(context, EXTERNAL) ? context.inputDouble(EXTERNAL) : now;
        }
        target = inRange(context, target);
        double rate = context.attribute(SETPOINT_RATE);
        if (rate <= 0) {
            return target;
        }
        double from = isFromManual ? inRange(context, pv) : now;
        return PidLaw.clamp(target, from - rate * dt, from + rate * dt);
    }

    private static double inRange(MachineContext context, double value) {
        return PidLaw.clamp(value, context.attribute(PV_LOW), context.attribute(PV_HIGH));
    }

    private static void putOutput(MachineContext context, double value) {
        context.registerDouble(
                OUTPUT, PidLaw.clamp(value, context.attribute(OUTPUT_LOW), context.attribute(OUTPUT_HIGH)));
    }

    private static void writeOutputs(MachineContext context, int mode) {
        context.write(OUTPUT_OUT, context.registerDouble(OUTPUT));
        context.write(SETPOINT_OUT, context.registerDouble(SETPOINT_NOW));
        context.write(HOLDING_OUT, mode == HOLD);
        context.write(LOCAL_OUT, mode != CASCADE);
    }

    /** A value from before a restart is not controlled by: what has happened since would be a bump when it comes. */
    private static boolean isUsable(MachineContext context, int input) {
        int quality = context.inputQuality(input);
        return context.isInputBound(input)
                && !Quality.isBad(quality)
                && (quality & CODE_MASK) != Quality.UNCERTAIN_LAST_USABLE_VALUE
                && Double.isFinite(context.inputDouble(input));
    }
}
