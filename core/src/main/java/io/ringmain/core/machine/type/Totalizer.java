package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.type.Declarations.DAY_S;
import static io.ringmain.core.machine.type.Declarations.LARGE;
import static io.ringmain.core.machine.type.Declarations.confirmed;
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
 * Adds up a flow by the trapezoid between two steps, in compensated sums (Kahan), into a batch total that an operator resets and a
 * grand total that nobody does.
 *
 * <p>An interval counts only when the flow was usable at both of its ends and it is no longer than the greatest gap; what does not
 * count is measured as bad time or as gap time and shown, never guessed. Everything is counted on in COMPLETE, so an overrun shows.
 */
public final class Totalizer implements Machine {
    public static final String TYPE = "totalizer";

    static final int COUNTING = 0;
    /** The flow is bad; nothing is added. */
    static final int BAD = 1;
    /** An operator has stopped the count. */
    static final int PAUSED = 2;
    /** The preset is reached; goes on counting. */
    static final int COMPLETE = 3;
    /** An operator has asked for a reset, which the next step carries out. */
    static final int RESETTING = 4;

    static final int TOTAL = 0;
    static final int GRAND = 2;
    static final int LAST_FLOW = 4;
    /** 1 when the last step's flow may be one end of a trapezoid. */
    static final int HAS_LAST = 5;

    static final int BAD_NS = 6;
    static final int GAP_NS = 7;
    static final int RESETS = 8;
    static final int BATCHES = 9;
    /** State to go on with when the flow is good again. */
    private static final int RESUME = 10;

    private static final int FLOW = 0;

    private static final int TOTAL_OUT = 0;
    private static final int GRAND_OUT = 1;
    private static final int BATCH_END_OUT = 2;

    private static final int UNIT_S = 0;
    private static final int PRESET = 1;
    private static final int CUTOFF = 2;
    private static final int MAX_GAP_S = 3;
    private static final int REPEAT = 4;
    private static final int REVERSE = 5;

    private static final double NS_PER_S = 1e9;

    private final MachineDeclaration declaration = new MachineDeclaration(
                    TYPE,
                    List.of("COUNTING", "BAD", "PAUSED", "COMPLETE", "RESETTING"),
                    List.of(
                            operator(COUNTING, PAUSED),
                            operator(BAD, PAUSED),
                            operator(PAUSED, COUNTING),
                            confirmed(COUNTING, RESETTING),
                            confirmed(BAD, RESETTING),
                            confirmed(PAUSED, RESETTING),
                            confirmed(COMPLETE, RESETTING),
                            own(COUNTING, BAD),
                            own(COUNTING, COMPLETE),
                            own(COMPLETE, BAD),
                            own(BAD, COUNTING),
                            own(BAD, COMPLETE),
                            own(RESETTING, COUNTING)),
                    List.of(required("flow", TagType.FLOAT64)),
                    List.of(
                            required("total", TagType.FLOAT64),
                            optional("grand-total", TagType.FLOAT64),
                            optional("batch-end", TagType.BOOL)),
                    List.of(
                            fixed("unit-s", 3600, 1e-9, 366 * DAY_S),
                            operated("preset", 0, 0, LARGE),
                            fixed("cutoff", 0, 0, LARGE),
                            fixed("max-gap-s", 10, 0.001, DAY_S),
                            flag("repeat"),
                            flag("reverse")),
                    List.of(
                            "total",
                            "total-rest",
                            "grand-total",
                            "grand-total-rest",
                            "last-flow",
                            "has-last",
                            "bad-ns",
                            "gap-ns",
                            "resets",
                            "batches",
                            "resume"))
            .withFloatRegisters(TOTAL, TOTAL + 1, GRAND, GRAND + 1, LAST_FLOW);

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        if (context.state() == RESETTING) {
            putSum(context, TOTAL, 0, 0);
            context.register(RESETS, context.register(RESETS) + 1);
            context.register(HAS_LAST, 0);
            context.register(RESUME, COUNTING);
            context.transitionTo(COUNTING);
        }
        boolean isBatchEnd = false;
        if (context.state() == PAUSED) {
            context.register(HAS_LAST, 0);
            context.register(RESUME, COUNTING);
        } else {
            count(context);
            isBatchEnd = finish(context);
        }
        context.write(TOTAL_OUT, sum(context, TOTAL));
        context.write(GRAND_OUT, sum(context, GRAND));
        context.write(BATCH_END_OUT, isBatchEnd);
    }

    private static void count(MachineContext context) {
        double raw = context.inputDouble(FLOW);
        boolean isUsable = !Quality.isBad(context.inputQuality(FLOW)) && Double.isFinite(raw);
        boolean hadLast = context.register(HAS_LAST) != 0;
        if (!isUsable) {
            context.register(BAD_NS, context.register(BAD_NS) + context.deltaNs());
            context.register(HAS_LAST, 0);
            if (context.state() != BAD) {
                context.register(RESUME, context.state());
                context.transitionTo(BAD);
            }
            return;
        }
        if (context.state() == BAD) {
            // The half of the interval that was bad can not be told from the other one.
            context.register(BAD_NS, context.register(BAD_NS) + context.deltaNs());
            context.transitionTo((int) context.register(RESUME));
        } else if (context.deltaNs() > context.attribute(MAX_GAP_S) * NS_PER_S) {
            context.register(GAP_NS, context.register(GAP_NS) + context.deltaNs());
            hadLast = false;
        }
        double flow = flow(context, raw);
        if (hadLast) {
            double mean = (context.registerDouble(LAST_FLOW) + flow) / 2;
            double amount = mean * (context.deltaNs() / NS_PER_S) / context.attribute(UNIT_S);
            add(context, TOTAL, amount);
            add(context, GRAND, amount);
        }
        context.registerDouble(LAST_FLOW, flow);
        context.register(HAS_LAST, 1);
    }

    private static double flow(MachineContext context, double raw) {
        double size = StrictMath.abs(raw);
        if (size < context.attribute(CUTOFF) || raw < 0 && !context.attributeBoolean(REVERSE)) {
            return 0;
        }
        return raw;
    }

    /** True when the batch ends in this step, or has ended and waits for its reset. */
    private static boolean finish(MachineContext context) {
        double preset = context.attribute(PRESET);
        if (context.state() == COUNTING && preset > 0 && sum(context, TOTAL) >= preset) {
            context.register(BATCHES, context.register(BATCHES) + 1);
            if (context.attributeBoolean(REPEAT)) {
                add(context, TOTAL, -preset);
                return true;
            }
            context.transitionTo(COMPLETE);
        }
        return context.state() == COMPLETE || context.state() == BAD && context.register(RESUME) == COMPLETE;
    }

    private static void add(MachineContext context, int register, double amount) {
        double total = context.registerDouble(register);
        double wanted = amount - context.registerDouble(register + 1);
        double next = total + wanted;
        putSum(context, register, next, next - total - wanted);
    }

    private static void putSum(MachineContext context, int register, double total, double rest) {
        context.registerDouble(register, total);
        context.registerDouble(register + 1, rest);
    }

    private static double sum(MachineContext context, int register) {
        return context.registerDouble(register) - context.registerDouble(register + 1);
    }
}
