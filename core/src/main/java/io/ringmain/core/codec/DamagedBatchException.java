package io.ringmain.core.codec;

/** A batch of the journal is not what was written; the message says what was found. */
public final class DamagedBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedBatchException(String message) {
        super(message);
    }
}
