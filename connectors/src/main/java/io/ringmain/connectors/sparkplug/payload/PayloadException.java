package io.ringmain.connectors.sparkplug.payload;

import java.io.IOException;

/** Bytes that are no payload, or one beyond the bounds; the message says what was found. */
public final class PayloadException extends IOException {
    private static final long serialVersionUID = 1L;

    PayloadException(String message) {
        super(message);
    }
}
