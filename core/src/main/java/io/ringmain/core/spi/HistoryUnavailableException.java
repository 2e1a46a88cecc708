package io.ringmain.core.spi;

/** The store of samples does not answer at the moment; the journal keeps what it misses. */
public final class HistoryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
