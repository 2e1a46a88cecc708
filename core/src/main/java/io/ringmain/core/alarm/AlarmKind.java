package io.ringmain.core.alarm;

/** What makes an alarm's condition true. */
public enum AlarmKind {
    HIHI(1),
    HI(2),
    LO(3),
    LOLO(4),
    /** A bool, int64 or string tag that has none of its normal values. */
    OFF_NORMAL(5),
    /** Several of the four limits in one alarm. */
    MULTI(6),
    /** Too far from a setpoint. */
    DEVIATION(7),
    /** Changes too fast. */
    RATE(8),
    BAD_QUALITY(9),
    /** No update for a time. */
    STALE(10),
    EXPRESSION(11);

    private static final AlarmKind[] BY_CODE = {
        null, HIHI, HI, LO, LOLO, OFF_NORMAL, MULTI, DEVIATION, RATE, BAD_QUALITY, STALE, EXPRESSION
    };

    private final byte code;

    AlarmKind(int code) {
        this.code = (byte) code;
    }

    /** Stable number in journals and snapshots. */
    public byte code() {
        return code;
    }

    public static AlarmKind ofCode(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** True for HIHI and HI, whose condition is a value at or above the limit. */
    public boolean isHigh() {
        return this == HIHI || this == HI;
    }

    /** True for LO and LOLO, whose condition is a value at or below the limit. */
    public boolean isLow() {
        return this == LO || this == LOLO;
    }

    /** True for the four kinds that are one limit. */
    public boolean isLimit() {
        return isHigh() || isLow();
    }
}
