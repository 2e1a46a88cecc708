package io.ringmain.core.ring;

/** What a ring slot holds; the numbers stand in journals. */
public final class EventKind {
    /** A connector's update of one tag. */
    public static final byte UPDATE = 1;
    /** The clock; changes state only through timers and machines. */
    public static final byte TICK = 2;
    /** A change of a connector's link: target = connector id, value bits = link state code. */
    public static final byte LINK = 3;
    /** A {@link Command}. */
    public static final byte COMMAND = 4;
    /** A device's answer to a write: value bits = write id, status code = the device's. */
    public static final byte ANSWER = 5;
    /** A changed configuration with its canonical bytes. */
    public static final byte CONFIG = 6;
    /** Begin of an epoch: values become uncertain, unanswered commands are interrupted. */
    public static final byte START = 7;
    /** Asks LOGIC for a copy of the state, exact at this event. */
    public static final byte SNAPSHOT = 8;

    /**
     * An answer to a machine's request: target = machine id, value bits = request id, status code, and the answer's value
     * in the place of the source time.
     */
    public static final byte RESULT = 9;

    /** A value of one tag that came late: it belongs into the history and changes nothing of the present. */
    public static final byte BACKFILL = 10;

    /**
     * Something that somebody asked for and that is no command: a login, a refusal, a changed user. A {@link Note} in
     * bytes; changes no state.
     */
    public static final byte NOTE = 11;

    private EventKind() {}

    public static String name(byte kind) {
        return switch (kind) {
            case UPDATE -> "UPDATE";
            case TICK -> "TICK";
            case LINK -> "LINK";
            case COMMAND -> "COMMAND";
            case ANSWER -> "ANSWER";
            case CONFIG -> "CONFIG";
            case START -> "START";
            case SNAPSHOT -> "SNAPSHOT";
            case RESULT -> "RESULT";
            case BACKFILL -> "BACKFILL";
            case NOTE -> "NOTE";
            default -> "UNKNOWN(" + kind + ")";
        };
    }
}
