package io.ringmain.historian.backup;

import java.io.IOException;

/** An archive is no backup, or not the one that was made; nothing was restored. */
public final class BackupException extends IOException {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
