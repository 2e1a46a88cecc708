package io.ringmain.core.unit;

/** A text that is no unit; the message says which part, what is near and what is allowed. */
public final class UnknownUnitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownUnitException(String message) {
        super(message);
    }
}
