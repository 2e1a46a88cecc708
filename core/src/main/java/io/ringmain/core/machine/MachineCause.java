package io.ringmain.core.machine;

/** Why a machine changed; the numbers stand in journals. */
public final class MachineCause {
    /** Its own step took a transition. */
    public static final int STEP = 0;
    /** An operator's transition was carried out. */
    public static final int OPERATOR = 1;
    /** A step failed; the safe state was entered. */
    public static final int FAULT = 2;
    /** An operator has asked for a transition that waits for its confirmation; the state is the old one still. */
    public static final int REQUEST = 3;
    /** The confirmation did not come in time; nothing happened. */
    public static final int TIMEOUT = 4;
    /** An operator has set a faulted machine going again. */
    public static final int RESET = 5;
    /** An attribute or the interval was set; the state is the same. */
    public static final int SETTING = 6;

    private MachineCause() {}

    public static String name(int cause) {
        return switch (cause) {
            case STEP -> "step";
            case OPERATOR -> "operator";
            case FAULT -> "fault";
            case REQUEST -> "request";
            case TIMEOUT -> "timeout";
            case RESET -> "reset";
            case SETTING -> "setting";
            default -> "unknown";
        };
    }
}
