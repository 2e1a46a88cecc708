package io.ringmain.gateway.cli;

/** A command can not do what it was asked for; the message says why in one line. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param code one of {@link ExitCode} */
    CommandFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
