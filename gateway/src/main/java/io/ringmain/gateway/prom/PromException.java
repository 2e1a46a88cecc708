package io.ringmain.gateway.prom;

/** A query that can not be answered, as Prometheus tells it. */
public final class PromException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private PromException(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    public static PromException badData(String message) {
        return new PromException(400, "bad_data", message);
    }

    /** Understood, and more than is done at once. */
    public static PromException tooMuch(String message) {
        return new PromException(422, "execution", message);
    }

    public static PromException unavailable(String message) {
        return new PromException(503, "unavailable", message);
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** {@code errorType} of the answer. */
    public String type() {
        return type;
    }
}
