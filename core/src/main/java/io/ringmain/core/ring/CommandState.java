package io.ringmain.core.ring;

/** Where a command stands; the codes stand in journals. */
public enum CommandState {
    /** Taken in by LOGIC; the device has not answered yet. */
    PENDING(1),
    DONE(2),
    /** Refused by a rule or by the device; the status code says why. */
    FAILED(3),
    /** The device did not answer in time. */
    TIMEOUT(4),
    /** The process ended before the device's answer was journaled; never sent again. */
    INTERRUPTED(5);

    private static final CommandState[] BY_CODE = {null, PENDING, DONE, FAILED, TIMEOUT, INTERRUPTED};
    private final byte code;

    CommandState(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    public static CommandState ofCode(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
