package io.ringmain.core.spi;

/** State of a connector's link. */
public enum LinkState {
    /** Never connected since the start. */
    UNKNOWN(0),
    OK(1),
    /** Lost or not reached; the connector goes on trying. */
    UNAVAILABLE(2),
    DISABLED(3),
    /** Given up until someone restarts or reconfigures it. */
    FAILED(4);

    private static final LinkState[] BY_CODE = values();

    private final byte code;

    LinkState(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    public static LinkState ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
