package io.ringmain.connectors.file;

import java.io.IOException;

/** A file that can not be read at all, whatever one waits for; the message says why. */
final class FileFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    FileFormatException(String message) {
        super(message);
    }

    FileFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
