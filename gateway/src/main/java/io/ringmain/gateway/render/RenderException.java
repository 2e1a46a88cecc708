package io.ringmain.gateway.render;

/** A page that could not be rendered; the code is stable, the message is for people. */
public final class RenderException extends Exception {
    private static final long serialVersionUID = 1L;

    public static final String UNAVAILABLE = "renderer-unavailable";
    /** It took too long, or the page never showed live values. */
    public static final String TIMEOUT = "render-timeout";

    static final String FAILED = "render-failed";
    static final String CANCELLED = "render-cancelled";

    private final String code;

    RenderException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether it was ended because that was wanted. */
    public boolean isCancelled() {
        return code.equals(CANCELLED);
    }
}
