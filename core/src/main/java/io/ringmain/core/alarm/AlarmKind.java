package io.ringmain.core.alarm;

/** What makes an alarm's condition true. */
public enum AlarmKind {
    HIHI(1),
    HI(2),
    LO(3),
    LOLO(4),
    /** A bool or int64 tag that differs from its normal value. */
    OFF_NORMAL(5);

    private static final AlarmKind[] BY_CODE = {null, HIHI, HI, LO, LOLO, OFF_NORMAL};

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
}
