package io.ringmain.core.alarm;

/** What can happen to an alarm; the codes stand in journals. */
public enum AlarmInput {
    /** The condition has held for the on-delay. */
    ACTIVATE,
    /** The condition has been gone for the off-delay. */
    RETURN,
    ACKNOWLEDGE,
    RESET,
    /** A higher limit of the same alarm, or the re-alarm time. */
    REALARM,
    SHELVE_TIMED,
    SHELVE_ONE_SHOT,
    UNSHELVE,
    /** The shelf's time is over. */
    SHELF_OVER,
    /** A privileged user suppresses the alarm. */
    SUPPRESS,
    UNSUPPRESS,
    REMOVE_FROM_SERVICE,
    RETURN_TO_SERVICE,
    ENABLE,
    DISABLE,
    CONFIRM,
    SILENCE,
    /** A remark; changes nothing. */
    COMMENT,
    /** A shelf is planned that begins later. */
    PLAN_SHELF,
    /** A planned shelf begins. */
    SHELF_BEGIN,
    /** The alarm's own expression suppresses it by design. */
    EXPRESSION_SUPPRESS,
    EXPRESSION_UNSUPPRESS,
    /** A suppression group suppresses it by design. */
    GROUP_SUPPRESS,
    GROUP_UNSUPPRESS,
    /** An occurrence that still waited for the operator is closed by a newer one. Reported, never an input. */
    SUPERSEDED,
    /** The mark of the first alarm of a group is taken away. Reported, never an input. */
    FIRST_OUT_OVER,
    /** A less severe limit of the same alarm. Reported, never an input. */
    LEVEL;

    private static final AlarmInput[] BY_CODE = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static AlarmInput ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
