package io.ringmain.core.spi;

/** A device could not be looked at; the message says why and where. */
public final class BrowseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int statusCode;

    /** @param statusCode OPC UA status code, for example BadNotConnected or BadNodeIdUnknown */
    public BrowseException(int statusCode, String message) {
        super(message);
        this.statusCode = statusCode;
    }

    public int statusCode() {
        return statusCode;
    }
}
