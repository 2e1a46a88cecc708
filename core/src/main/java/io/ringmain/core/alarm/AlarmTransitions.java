package io.ringmain.core.alarm;

import static io.ringmain.core.alarm.AlarmState.ACKED;
import static io.ringmain.core.alarm.AlarmState.UNACK;

import io.ringmain.core.tag.Quality;

/**
 * What an input does to an alarm: ISA-18.2 base states and the regions of OPC UA Part 9 that run beside them.
 *
 * <pre>
 *   bits  0-2   base state
 *         3, 4  shelving: timed, one-shot          5, 6, 7  suppressed: by its expression, by a group, by command
 *         8     out of service                     9        disabled
 *        10     waits for confirmation            11        silenced
 *        12     a shelf is planned                13        first alarm of its group
 * </pre>
 *
 * <p>Regions are one non-negative int. They run side by side, so leaving a shelf shows whatever the base state is then. A
 * disabled alarm does not run: only time and logic still end and begin what is laid over it.
 *
 * <p>Thread: any, pure. Allocates: at class loading.
 */
public final class AlarmTransitions {
    static final int BASE_MASK = 0x07;
    static final int SHELVED_TIMED = 1 << 3;
    static final int SHELVED_ONE_SHOT = 1 << 4;
    static final int BY_EXPRESSION = 1 << 5;
    static final int BY_GROUP = 1 << 6;
    static final int BY_COMMAND = 1 << 7;
    static final int OUT_OF_SERVICE = 1 << 8;
    static final int DISABLED = 1 << 9;
    static final int UNCONFIRMED = 1 << 10;
    static final int SILENCED = 1 << 11;
    static final int SHELF_PLANNED = 1 << 12;
    static final int FIRST_OUT = 1 << 13;

    private static final int SHELVED = SHELVED_TIMED | SHELVED_ONE_SHOT;
    private static final int SUPPRESSED = BY_EXPRESSION | BY_GROUP | BY_COMMAND;
    private static final int OVERLAID = SHELVED | SUPPRESSED | OUT_OF_SERVICE;

    /** Regions of a new alarm: normal, enabled, nothing laid over it. */
    public static final int INITIAL = 0;

    /** Policy bit: the alarm needs to be acknowledged. */
    public static final int ACK_REQUIRED = 1;
    /** Policy bit: the alarm stays until it is reset. */
    public static final int LATCHING = 2;
    /** Policy bit: an acknowledged alarm waits for a confirmation. */
    public static final int CONFIRM_REQUIRED = 4;
    /** Policy bit: an alarm that is active when nothing is laid over it any more is announced again. */
    public static final int REANNOUNCED = 8;

    private AlarmTransitions() {}

    /** Policy bits of a definition. */
    public static int policy(AlarmDefinition alarm) {
        return (alarm.isAckRequired() ? ACK_REQUIRED : 0)
                | (alarm.isLatching() ? LATCHING : 0)
                | (alarm.policy().isConfirmRequired() ? CONFIRM_REQUIRED : 0)
                | (alarm.policy().isReannounced() ? REANNOUNCED : 0);
    }

    /**
     * Applies an input.
     *
     * @param regions present regions
     * @param policy bits as {@link #policy} gives them
     * @return the regions that follow (0 or more), or the OPC UA status code (negative) with which it is refused
     */
    public static int apply(int regions, AlarmInput input, int policy) {
        boolean isDisabled = (regions & DISABLED) != 0;
        return switch (input) {
            case ENABLE -> isDisabled ? regions & ~DISABLED : Quality.BAD_CONDITION_ALREADY_ENABLED;
            case DISABLE -> isDisabled ? Quality.BAD_CONDITION_ALREADY_DISABLED : regions | DISABLED;
            default -> isDisabled ? applyDisabled(regions, input) : applyEnabled(regions, input, policy);
        };
    }

    private static int applyDisabled(int regions, AlarmInput input) {
        return switch (input) {
            case SHELF_OVER,
                    SHELF_BEGIN,
                    EXPRESSION_SUPPRESS,
                    EXPRESSION_UNSUPPRESS,
                    GROUP_SUPPRESS,
                    GROUP_UNSUPPRESS -> overlay(regions, input);
            default -> Quality.BAD_CONDITION_DISABLED;
        };
    }

    private static int applyEnabled(int regions, AlarmInput input, int policy) {
        return switch (input) {
            case ACTIVATE, RETURN, ACKNOWLEDGE, RESET, REALARM -> process(regions, input, policy);
            case CONFIRM ->
                (regions & UNCONFIRMED) == 0 ? Quality.BAD_CONDITION_BRANCH_ALREADY_CONFIRMED : regions & ~UNCONFIRMED;
            case SILENCE -> base(regions).isAcknowledged() ? Quality.BAD_INVALID_STATE : regions | SILENCED;
            case COMMENT -> regions;
            case SUPERSEDED, FIRST_OUT_OVER, LEVEL -> Quality.BAD_INVALID_STATE;
            default -> {
                int after = overlay(regions, input);
                yield after >= 0 && isOverlaid(regions) && !isOverlaid(after) ? uncover(after, policy) : after;
            }
        };
    }

    private static int process(int regions, AlarmInput input, int policy) {
        int next = AlarmBaseTable.next(regions & BASE_MASK, input, policy);
        if (next < 0) {
            return next;
        }
        int others = regions & ~BASE_MASK;
        return switch (input) {
            // What is announced is heard, and waits for an acknowledgement before it waits for a confirmation.
            case ACTIVATE -> others & ~(UNCONFIRMED | SILENCED) | next;
            case REALARM -> next == UNACK.code() ? others & ~(UNCONFIRMED | SILENCED) | next : others | next;
            case ACKNOWLEDGE -> others & ~SILENCED | ((policy & CONFIRM_REQUIRED) != 0 ? UNCONFIRMED : 0) | next;
            // A one-shot shelf lasts until the alarm has gone inactive.
            case RETURN ->
                others & ~SHELVED_ONE_SHOT & (AlarmState.ofCode(next).isAcknowledged() ? ~SILENCED : -1) | next;
            default -> (regions & UNCONFIRMED) != 0 ? Quality.BAD_INVALID_STATE : others | next;
        };
    }

    /** What is laid over the base state comes or goes. */
    private static int overlay(int regions, AlarmInput input) {
        return switch (input) {
            case SHELVE_TIMED -> shelve(regions, SHELVED_TIMED);
            case SHELVE_ONE_SHOT -> shelve(regions, SHELVED_ONE_SHOT);
            case PLAN_SHELF ->
                (regions & (SHELVED | SHELF_PLANNED)) != 0
                        ? Quality.BAD_CONDITION_ALREADY_SHELVED
                        : regions | SHELF_PLANNED;
            case SHELF_BEGIN ->
                (regions & SHELF_PLANNED) == 0
                        ? Quality.BAD_CONDITION_NOT_SHELVED
                        : regions & ~SHELF_PLANNED | SHELVED_TIMED;
            case UNSHELVE -> lower(regions, SHELVED | SHELF_PLANNED, Quality.BAD_CONDITION_NOT_SHELVED);
            case SHELF_OVER -> lower(regions, SHELVED, Quality.BAD_CONDITION_NOT_SHELVED);
            case EXPRESSION_SUPPRESS -> raise(regions, BY_EXPRESSION);
            case EXPRESSION_UNSUPPRESS -> lower(regions, BY_EXPRESSION, Quality.BAD_INVALID_STATE);
            case GROUP_SUPPRESS -> raise(regions, BY_GROUP);
            case GROUP_UNSUPPRESS -> lower(regions, BY_GROUP, Quality.BAD_INVALID_STATE);
            case SUPPRESS -> raise(regions, BY_COMMAND);
            case UNSUPPRESS -> lower(regions, BY_COMMAND, Quality.BAD_INVALID_STATE);
            case REMOVE_FROM_SERVICE -> raise(regions, OUT_OF_SERVICE);
            case RETURN_TO_SERVICE -> lower(regions, OUT_OF_SERVICE, Quality.BAD_INVALID_STATE);
            default -> Quality.BAD_INVALID_STATE;
        };
    }

    /** A timed shelf becomes a one-shot one and back; a second one of the same kind or beside a plan is refused. */
    private static int shelve(int regions, int kind) {
        return (regions & (kind | SHELF_PLANNED)) != 0
                ? Quality.BAD_CONDITION_ALREADY_SHELVED
                : regions & ~SHELVED | kind;
    }

    private static int raise(int regions, int bit) {
        return (regions & bit) != 0 ? Quality.BAD_INVALID_STATE : regions | bit;
    }

    private static int lower(int regions, int bits, int refusal) {
        return (regions & bits) == 0 ? refusal : regions & ~bits;
    }

    /** Nothing is laid over it any more: the base state shows, announced again where the policy says so. */
    private static int uncover(int regions, int policy) {
        boolean isAnnounced = (policy & REANNOUNCED) != 0 && (policy & ACK_REQUIRED) != 0 && isActive(regions);
        return isAnnounced ? regions & ~(BASE_MASK | UNCONFIRMED | SILENCED) | UNACK.code() : regions;
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

    /** Whether the alarm does not run. */
    public static boolean isDisabled(int regions) {
        return (regions & DISABLED) != 0;
    }

    private static boolean isOverlaid(int regions) {
        return (regions & OVERLAID) != 0;
    }

    /** Whether an operator sees it: running, with nothing laid over it, and not normal. */
    public static boolean isStanding(int regions) {
        return (regions & (DISABLED | OVERLAID)) == 0 && (regions & BASE_MASK) != AlarmState.NORM.code();
    }

    /** Whether the present or last occurrence still waits for the operator: a newer one closes it as superseded. */
    public static boolean isUnfinished(int regions) {
        return (regions & BASE_MASK) != AlarmState.NORM.code() || (regions & UNCONFIRMED) != 0;
    }

    public static boolean isShelved(int regions) {
        return (regions & SHELVED) != 0;
    }

    public static boolean isShelfPlanned(int regions) {
        return (regions & SHELF_PLANNED) != 0;
    }

    public static boolean isSuppressedByExpression(int regions) {
        return (regions & BY_EXPRESSION) != 0;
    }

    public static boolean isSuppressedByGroup(int regions) {
        return (regions & BY_GROUP) != 0;
    }

    public static boolean isFirstOut(int regions) {
        return (regions & FIRST_OUT) != 0;
    }

    public static int withFirstOut(int regions, boolean isFirst) {
        return isFirst ? regions | FIRST_OUT : regions & ~FIRST_OUT;
    }

    /** Fills what follows from the regions. */
    public static void describe(int regions, AlarmSnapshot into) {
        into.state = shown(regions);
        into.base = base(regions);
        into.isActive = isActive(regions);
        into.isAcknowledged = into.base.isAcknowledged();
        into.isConfirmed = (regions & UNCONFIRMED) == 0;
        into.isEnabled = (regions & DISABLED) == 0;
        into.shelf = (regions & SHELVED_TIMED) != 0
                ? AlarmSnapshot.Shelf.TIMED
                : (regions & SHELVED_ONE_SHOT) != 0 ? AlarmSnapshot.Shelf.ONE_SHOT : AlarmSnapshot.Shelf.UNSHELVED;
        into.isShelfPlanned = isShelfPlanned(regions);
        into.isSuppressed = (regions & SUPPRESSED) != 0;
        into.isSuppressedByDesign = (regions & (BY_EXPRESSION | BY_GROUP)) != 0;
        into.isOutOfService = (regions & OUT_OF_SERVICE) != 0;
        into.isSilenced = (regions & SILENCED) != 0;
        into.isFirstOut = isFirstOut(regions);
    }
}
