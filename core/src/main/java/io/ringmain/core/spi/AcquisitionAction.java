package io.ringmain.core.spi;

/** What an operator may ask of an acquisition; the codes stand in journals. */
public enum AcquisitionAction {
    START(1),
    STOP(2),
    /** Stop and start, whatever it is at. */
    RESTART(3),
    /** Out of {@link AcquisitionPhase#FAULTED}; the counts begin at 0 again. */
    RESET(4);

    private static final AcquisitionAction[] BY_CODE = values();

    private final int code;

    AcquisitionAction(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Null when there is none of that code. */
    public static AcquisitionAction ofCode(long code) {
        return code > 0 && code <= BY_CODE.length ? BY_CODE[(int) code - 1] : null;
    }
}
