package io.ringmain.core.plant;

/** A command was refused because the ring is full or the journal can not be written; nothing has happened. */
public final class RingFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RingFullException(String message) {
        super(message);
    }
}
