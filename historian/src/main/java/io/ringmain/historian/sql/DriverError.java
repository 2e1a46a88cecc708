package io.ringmain.historian.sql;

/** A driver's or library's error with its stack, but without its message where that may hold values or credentials. */
final class DriverError extends Exception {
    private static final long serialVersionUID = 1L;

    private DriverError(String message, StackTraceElement[] stack) {
        super(message);
        setStackTrace(stack);
    }

    /** @param shown what may be shown of its message */
    static DriverError of(Throwable error, String shown) {
        String name = error.getClass().getSimpleName();
        DriverError copy = new DriverError(shown.isEmpty() ? name : name + ": " + shown, error.getStackTrace());
        Throwable cause = error.getCause();
        if (cause != null && cause != error) {
            copy.initCause(of(cause, ""));
        }
        return copy;
    }
}
