package io.ringmain.core.alarm;

/**
 * The state an operator is shown, ISA-18.2-2016; a projection of the regions of OPC UA Part 9.
 *
 * <p>The first six are the base states in which an alarm runs; the last three are laid over them.
 */
public enum AlarmState {
    NORM(0, 'A', 'A'),
    UNACK(1, 'B', 'B'),
    ACKED(2, 'C', 'C'),
    RTNUN(3, 'D', 'D'),
    /** Latched, unacknowledged: the condition is gone, the alarm waits for acknowledgement and reset. */
    LTUNK(4, '-', 'E'),
    /** Latched, acknowledged: the alarm waits for reset. */
    LTACK(5, '-', 'F'),
    SHLVD(6, 'E', 'G'),
    DSUPR(7, 'F', 'H'),
    OOSRV(8, 'G', 'I');

    private static final AlarmState[] BY_CODE = values();

    private final byte code;
    private final char letter;
    private final char letter2009;

    AlarmState(int code, char letter, char letter2009) {
        this.code = (byte) code;
        this.letter = letter;
        this.letter2009 = letter2009;
    }

    public byte code() {
        return code;
    }

    /** Letter of ISA-18.2-2016; '-' for the latched states, which have none there. */
    public char letter() {
        return letter;
    }

    /** Letter of ISA-18.2-2009. */
    public char letter2009() {
        return letter2009;
    }

    public static AlarmState ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** True while the process is abnormal or the alarm waits for the operator: everything but NORM. */
    public boolean isStanding() {
        return this != NORM;
    }

    public boolean isAcknowledged() {
        return this == NORM || this == ACKED || this == LTACK;
    }
}
