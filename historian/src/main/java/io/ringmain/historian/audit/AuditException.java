package io.ringmain.historian.audit;

/** The files of an audit, a checkpoint, a key or a proof are not what they should be; the message says which and why. */
public final class AuditException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuditException(String message) {
        super(message);
    }

    AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
