package io.ringmain.core.spi;

/** What one acquisition of a connector is at; the codes stand in tags and journals. */
public enum AcquisitionPhase {
    /** Stopped by an operator. */
    STOPPED(0),
    /** Being set up: subscriptions are made, the first request is under way. */
    STARTING(1),
    /** Set up as far as it can be; the link is not there, and it goes on by itself when it is. */
    WAITING(2),
    RUNNING(3),
    /** Being taken apart to be set up anew. */
    RESETTING(4),
    /**
     * Nothing of it can be had; the connector's detail says why. An operator's reset begins it anew. A connector may also try
     * it again by itself, now and then, and leave this phase when that succeeds.
     */
    FAULTED(5);

    private static final AcquisitionPhase[] BY_CODE = values();

    private final int code;

    AcquisitionPhase(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Null when there is none of that code. */
    public static AcquisitionPhase ofCode(long code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[(int) code] : null;
    }
}
