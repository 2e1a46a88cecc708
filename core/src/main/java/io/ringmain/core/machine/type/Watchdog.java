package io.ringmain.core.machine.type;

import static io.ringmain.core.machine.type.Declarations.DAY_S;
import static io.ringmain.core.machine.type.Declarations.LARGE;
import static io.ringmain.core.machine.type.Declarations.confirmed;
import static io.ringmain.core.machine.type.Declarations.fixed;
import static io.ringmain.core.machine.type.Declarations.flag;
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
 * Raises an output when a heartbeat stays away: a flag that toggles, a counter that moves, a value that changes. A change of
 * any one that is bound is a beat; a bad value is none. After the start and after a gap (a downtime, more than
 * {@value #GAP_INTERVALS} intervals) there is a grace time.
 */
public final class Watchdog implements Machine {
    public static final String TYPE = "watchdog";

    /** Has not seen a beat since the start; only the grace time counts. */
    static final int GRACE = 0;

    static final int ALIVE = 1;
    static final int EXPIRED = 2;
    /** An operator has switched it off. */
    static final int DISABLED = 3;

    static final int LAST_BEAT_NS = 0;
    static final int BEATS = 1;
    static final int EXPIRIES = 2;
    static final int LONGEST_NS = 3;
    /** Last good value of each input, and whether there is one. */
    private static final int SEEN = 4;

    private static final int HAS_SEEN = 7;

    private static final int GAP_INTERVALS = 10;

    private static final int TOGGLE = 0;
    private static final int VALUE = 2;

    private static final int EXPIRED_OUT = 0;
    private static final int AGE_OUT = 1;

    private static final int TIMEOUT_S = 0;
    private static final int GRACE_S = 1;
    private static final int MIN_CHANGE = 2;
    private static final int LATCH = 3;

    private static final double NS_PER_S = 1e9;

    private final MachineDeclaration declaration = new MachineDeclaration(
            TYPE,
            List.of("GRACE", "ALIVE", "EXPIRED", "DISABLED"),
            List.of(
                    confirmed(GRACE, DISABLED),
                    confirmed(ALIVE, DISABLED),
                    confirmed(EXPIRED, DISABLED),
                    operator(DISABLED, GRACE),
                    operator(EXPIRED, GRACE),
                    own(GRACE, ALIVE),
                    own(GRACE, EXPIRED),
                    own(ALIVE, EXPIRED),
                    own(ALIVE, GRACE),
                    own(EXPIRED, ALIVE)),
            List.of(
                    optional("toggle", TagType.BOOL),
                    optional("counter", TagType.INT64),
                    optional("value", TagType.FLOAT64)),
            List.of(required("expired", TagType.BOOL), optional("age-s", TagType.FLOAT64)),
            List.of(
                    fixed("timeout-s", 10, 0.001, DAY_S),
                    fixed("grace-s", 30, 0, DAY_S),
                    fixed("min-change", 0, 0, LARGE),
                    flag("latch")),
            List.of(
                    "last-beat-ns",
                    "beats",
                    "expiries",
                    "longest-ns",
                    "seen-toggle",
                    "seen-counter",
                    "seen-value",
                    "has-seen"));

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        boolean isBeat = look(context);
        boolean isGap = context.deltaNs() > GAP_INTERVALS * context.intervalNs();
        if (isGap && context.state() == ALIVE) {
            context.transitionTo(GRACE);
        }
        switch (context.state()) {
            case GRACE -> grace(context, isBeat, isGap);
            case ALIVE -> alive(context, isBeat);
            case EXPIRED -> expired(context, isBeat);
            default -> context.register(HAS_SEEN, 0);
        }
        context.write(EXPIRED_OUT, context.state() == EXPIRED);
        context.write(AGE_OUT, ageNs(context) / NS_PER_S);
    }

    private static void grace(MachineContext context, boolean isBeat, boolean isGap) {
        if (isBeat) {
            beat(context);
            context.transitionTo(ALIVE);
        } else if (!isGap && context.timeInStateNs() >= context.attribute(GRACE_S) * NS_PER_S) {
            expire(context);
        }
    }

    private static void alive(MachineContext context, boolean isBeat) {
        if (isBeat) {
            beat(context);
        } else if (ageNs(context) >= context.attribute(TIMEOUT_S) * NS_PER_S) {
            expire(context);
        }
    }

    private static void expired(MachineContext context, boolean isBeat) {
        if (isBeat && !context.attributeBoolean(LATCH)) {
            beat(context);
            context.transitionTo(ALIVE);
        }
    }

    private static void expire(MachineContext context) {
        context.register(EXPIRIES, context.register(EXPIRIES) + 1);
        context.transitionTo(EXPIRED);
    }

    private static void beat(MachineContext context) {
        if (context.state() == ALIVE) {
            context.register(LONGEST_NS, StrictMath.max(context.register(LONGEST_NS), ageNs(context)));
        }
        context.register(BEATS, context.register(BEATS) + 1);
        context.register(LAST_BEAT_NS, context.ringTimeNs());
    }

    private static long ageNs(MachineContext context) {
        long last = context.register(LAST_BEAT_NS);
        return last == 0 ? 0 : context.ringTimeNs() - last;
    }

    /** Looks at every input that is bound; the first good value is remembered and is no beat. */
    private static boolean look(MachineContext context) {
        boolean isBeat = false;
        for (int input = TOGGLE; input <= VALUE; input++) {
            if (!context.isInputBound(input) || Quality.isBad(context.inputQuality(input))) {
                continue;
            }
            long bits = context.inputLong(input);
            long seen = context.register(SEEN + input);
            boolean hasSeen = (context.register(HAS_SEEN) >> input & 1) != 0;
            if (!hasSeen || isChange(context, input, seen, bits)) {
                isBeat |= hasSeen;
                context.register(SEEN + input, bits);
                context.register(HAS_SEEN, context.register(HAS_SEEN) | 1L << input);
            }
        }
        return isBeat;
    }

    private static boolean isChange(MachineContext context, int input, long seen, long bits) {
        if (seen == bits || input == TOGGLE) {
            return seen != bits;
        }
        double change =
                input == VALUE ? Double.longBitsToDouble(bits) - Double.longBitsToDouble(seen) : (double) (bits - seen);
        double least = context.attribute(MIN_CHANGE);
        return least > 0 ? StrictMath.abs(change) >= least : change != 0;
    }
}
