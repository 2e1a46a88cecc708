package io.ringmain.connectors.sparkplug.payload;

/** Bytes that are no payload, or one beyond the bounds; the message says what was found. */
public final class PayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }
}
