package io.ringmain.gateway.displays;

/** Something stands in a display that must not. Carries no stack trace: it is the answer to a request. */
final class UnsoundDisplayException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line counted from 1, 0 when none can be told */
    UnsoundDisplayException(int line, String reason) {
        super(reason, null, false, false);
        this.line = line;
    }

    /** Line and reason, for people. */
    String detail() {
        return line > 0 ? "line " + line + ": " + getMessage() : getMessage();
    }
}
