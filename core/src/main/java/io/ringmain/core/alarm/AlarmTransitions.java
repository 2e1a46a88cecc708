package io.ringmain.core.alarm;

import static io.ringmain.core.alarm.AlarmInput.ACKNOWLEDGE;
import static io.ringmain.core.alarm.AlarmInput.ACTIVATE;
import static io.ringmain.core.alarm.AlarmInput.REALARM;
import static io.ringmain.core.alarm.AlarmInput.RESET;
import static io.ringmain.core.alarm.AlarmInput.RETURN;
import static io.ringmain.core.alarm.AlarmState.ACKED;
import static io.ringmain.core.alarm.AlarmState.LTACK;
import static io.ringmain.core.alarm.AlarmState.LTUNK;
import static io.ringmain.core.alarm.AlarmState.NORM;
import static io.ringmain.core.alarm.AlarmState.RTNUN;
import static io.ringmain.core.alarm.AlarmState.UNACK;

import io.ringmain.core.tag.Quality;

/**
 * The whole transition table, ISA-18.2 base states and the regions of OPC UA Part 9 that are laid over them.
 *
 * <p>Regions are one non-negative int: the base state in the three low bits and one bit for each overlay. Overlays and
 * base state run side by side, so leaving a shelf shows whatever the base state is then. A disabled alarm does not run.
 *
 * <p>Thread: any, pure. Allocates: at class loading.
 */
public final class AlarmTransitions {
    private static final int BASE_MASK = 0x07;
    private static final int SHELVED_TIMED = 0x08;
    private static final int SHELVED_ONE_SHOT = 0x10;
    private static final int SHELVED = SHELVED_TIMED | SHELVED_ONE_SHOT;
    private static final int SUPPRESSED = 0x20;
    private static final int OUT_OF_SERVICE = 0x40;
    private static final int DISABLED = 0x80;

    /** Regions of a new alarm: normal, enabled, nothing laid over it. */
    public static final int INITIAL = 0;

    /** Policy bit: the alarm needs to be acknowledged. */
    public static final int ACK_REQUIRED = 1;
    /** Policy bit: the alarm stays until it is reset. */
    public static final int LATCHING = 2;

    private static final int POLICIES = 4;
    private static final int BASE_STATES = 6;
    private static final int BASE_INPUTS = 5;

    private enum When {
        ALWAYS,
        ACK,
        NO_ACK,
        LATCH,
        NO_LATCH,
        ACK_NO_LATCH,
        NO_ACK_NO_LATCH;

        boolean holds(int policy) {
            boolean ack = (policy & ACK_REQUIRED) != 0;
            boolean latch = (policy & LATCHING) != 0;
            return switch (this) {
                case ALWAYS -> true;
                case ACK -> ack;
                case NO_ACK -> !ack;
                case LATCH -> latch;
                case NO_LATCH -> !latch;
                case ACK_NO_LATCH -> ack && !latch;
                case NO_ACK_NO_LATCH -> !ack && !latch;
            };
        }
    }

    private record Row(AlarmState from, AlarmInput input, When when, AlarmState to, int refusal) {
        static Row to(AlarmState from, AlarmInput input, When when, AlarmState to) {
            return new Row(from, input, when, to, Quality.GOOD);
        }

        static Row refused(AlarmState from, AlarmInput input, int refusal) {
            return new Row(from, input, When.ALWAYS, from, refusal);
        }
    }

    /** Every legal row and every refusal that has a code of its own; any other command is BadInvalidState. */
    private static final Row[] ROWS = {
        Row.to(NORM, ACTIVATE, When.ACK, UNACK),
        Row.to(NORM, ACTIVATE, When.NO_ACK, ACKED),
        Row.to(UNACK, ACKNOWLEDGE, When.ALWAYS, ACKED),
        Row.to(UNACK, RETURN, When.ACK_NO_LATCH, RTNUN),
        Row.to(UNACK, RETURN, When.NO_ACK_NO_LATCH, NORM),
        Row.to(UNACK, RETURN, When.LATCH, LTUNK),
        Row.to(UNACK, REALARM, When.ALWAYS, UNACK),
        Row.to(ACKED, RETURN, When.NO_LATCH, NORM),
        Row.to(ACKED, RETURN, When.LATCH, LTACK),
        Row.to(ACKED, REALARM, When.ACK, UNACK),
        Row.to(ACKED, REALARM, When.NO_ACK, ACKED),
        Row.to(RTNUN, ACKNOWLEDGE, When.ALWAYS, NORM),
        Row.to(RTNUN, ACTIVATE, When.ACK, UNACK),
        Row.to(RTNUN, ACTIVATE, When.NO_ACK, ACKED),
        Row.to(LTUNK, ACKNOWLEDGE, When.ALWAYS, LTACK),
        Row.to(LTUNK, ACTIVATE, When.ACK, UNACK),
        Row.to(LTUNK, ACTIVATE, When.NO_ACK, ACKED),
        Row.to(LTACK, RESET, When.ALWAYS, NORM),
        Row.to(LTACK, ACTIVATE, When.ACK, UNACK),
        Row.to(LTACK, ACTIVATE, When.NO_ACK, ACKED),
        Row.refused(NORM, ACKNOWLEDGE, Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED),
        Row.refused(ACKED, ACKNOWLEDGE, Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED),
        Row.refused(LTACK, ACKNOWLEDGE, Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED),
    };

    private static final int[] TABLE = compile();

    private AlarmTransitions() {}

    private static int[] compile() {
        int[] table = new int[BASE_STATES * BASE_INPUTS * POLICIES];
        java.util.Arrays.fill(table, Quality.BAD_INVALID_STATE);
        for (Row row : ROWS) {
            for (int policy = 0; policy < POLICIES; policy++) {
                if (row.when().holds(policy)) {
                    int cell = index(row.from().code(), row.input(), policy);
                    if (table[cell] != Quality.BAD_INVALID_STATE) {
                        throw new IllegalStateException("two rows for " + row);
                    }
                    table[cell] = row.refusal() == Quality.GOOD ? row.to().code() : row.refusal();
                }
            }
        }
        return table;
    }

    private static int index(int base, AlarmInput input, int policy) {
        return (base * BASE_INPUTS + input.code()) * POLICIES + policy;
    }

    /** Policy bits of a definition. */
    public static int policy(AlarmDefinition alarm) {
        return (alarm.isAckRequired() ? ACK_REQUIRED : 0) | (alarm.isLatching() ? LATCHING : 0);
    }

    /**
     * Applies an input.
     *
     * @param regions present regions
     * @param policy {@link #ACK_REQUIRED} and {@link #LATCHING}
     * @return the regions that follow (0 or more), or the OPC UA status code (negative) with which it is refused
     */
    public static int apply(int regions, AlarmInput input, int policy) {
        boolean isDisabled = (regions & DISABLED) != 0;
        return switch (input) {
            case ENABLE -> isDisabled ? regions & ~DISABLED : Quality.BAD_INVALID_STATE;
            case DISABLE -> isDisabled ? Quality.BAD_CONDITION_DISABLED : regions | DISABLED;
            default -> isDisabled ? Quality.BAD_CONDITION_DISABLED : applyEnabled(regions, input, policy);
        };
    }

    private static int applyEnabled(int regions, AlarmInput input, int policy) {
        return switch (input) {
            case SHELVE_TIMED -> shelve(regions, SHELVED_TIMED);
            case SHELVE_ONE_SHOT -> shelve(regions, SHELVED_ONE_SHOT);
            case UNSHELVE, SHELF_OVER ->
                (regions & SHELVED) == 0 ? Quality.BAD_CONDITION_NOT_SHELVED : regions & ~SHELVED;
            case SUPPRESS -> raise(regions, SUPPRESSED);
            case UNSUPPRESS -> lower(regions, SUPPRESSED);
            case REMOVE_FROM_SERVICE -> raise(regions, OUT_OF_SERVICE);
            case RETURN_TO_SERVICE -> lower(regions, OUT_OF_SERVICE);
            default -> applyBase(regions, input, policy);
        };
    }

    private static int applyBase(int regions, AlarmInput input, int policy) {
        int next = TABLE[index(regions & BASE_MASK, input, policy)];
        if (next < 0) {
            return next;
        }
        // A one-shot shelf lasts until the alarm has gone inactive.
        int overlays = input == RETURN ? regions & ~BASE_MASK & ~SHELVED_ONE_SHOT : regions & ~BASE_MASK;
        return overlays | next;
    }

    private static int shelve(int regions, int kind) {
        return (regions & SHELVED) != 0 ? Quality.BAD_CONDITION_ALREADY_SHELVED : regions | kind;
    }

    private static int raise(int regions, int bit) {
        return (regions & bit) != 0 ? Quality.BAD_INVALID_STATE : regions | bit;
    }

    private static int lower(int regions, int bit) {
        return (regions & bit) == 0 ? Quality.BAD_INVALID_STATE : regions & ~bit;
    }

    /** The base state, whatever is laid over it. */
    public static AlarmState base(int regions) {
        return AlarmState.ofCode(regions & BASE_MASK);
    }

    /** The state an operator is shown: out of service before suppressed before shelved before the base state. */
    public static AlarmState shown(int regions) {
        if ((regions & OUT_OF_SERVICE) != 0) {
            return AlarmState.OOSRV;
        }
        if ((regions & SUPPRESSED) != 0) {
            return AlarmState.DSUPR;
        }
        return (regions & SHELVED) != 0 ? AlarmState.SHLVD : base(regions);
    }

    /** Whether the process condition is present: UNACK or ACKED underneath. */
    public static boolean isActive(int regions) {
        int base = regions & BASE_MASK;
        return base == UNACK.code() || base == ACKED.code();
    }
}
