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
    SUPPRESS,
    UNSUPPRESS,
    REMOVE_FROM_SERVICE,
    RETURN_TO_SERVICE,
    ENABLE,
    DISABLE;

    private static final AlarmInput[] BY_CODE = values();

    public byte code() {
        return (byte) ordinal();
    }

    public static AlarmInput ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
