package io.ringmain.core.replay;

/** What was asked for can not be replayed from what is there; the message says why, and what can. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplayException(String message) {
        super(message);
    }
}
