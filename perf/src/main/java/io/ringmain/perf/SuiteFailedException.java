package io.ringmain.perf;

/** A suite that could not be measured; the message says why. */
public final class SuiteFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SuiteFailedException(String message) {
        super(message);
    }

    public SuiteFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
