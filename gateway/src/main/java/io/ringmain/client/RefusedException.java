package io.ringmain.client;

/** A request or a command that was refused, or has failed. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedException(String code, String detail) {
        super(code + (detail.isEmpty() ? "" : ": " + detail));
        this.code = code;
    }

    /** The gateway's stable code, or the standard's name of the status. */
    public String code() {
        return code;
    }
}
