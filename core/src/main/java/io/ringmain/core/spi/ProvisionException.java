package io.ringmain.core.spi;

/**
 * Something outside that the start needs is not as it must be: an occupied port, an unwritable or busy folder. The
 * message is one line for the user and says what to do.
 */
public final class ProvisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProvisionException(String message) {
        super(message);
    }

    public ProvisionException(String message, Throwable cause) {
        super(message, cause);
    }
}
