package io.ringmain.core.alarm;

/** Which way a value changes too fast. */
public enum RateDirection {
    RISING,
    FALLING,
    BOTH;

    private static final RateDirection[] BY_CODE = values();

    /** Stable number in journals. */
    public byte code() {
        return (byte) ordinal();
    }

    public static RateDirection ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
