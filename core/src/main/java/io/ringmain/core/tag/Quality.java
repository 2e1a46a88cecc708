package io.ringmain.core.tag;

/**
 * OPC UA status codes (OPC 10000-4, 7.39; values of OPC 10000-6, annex A) as plain ints.
 *
 * <p>The two top bits are the severity: 00 good, 01 uncertain, 10 bad.
 */
public final class Quality {
    public static final int GOOD = 0;
    /** Taken in; what it leads to comes later. */
    public static final int GOOD_COMPLETES_ASYNCHRONOUSLY = 0x002E0000;

    /** An operator's value stands in place of the real one. */
    public static final int GOOD_LOCAL_OVERRIDE = 0x00960000;

    public static final int UNCERTAIN = 0x40000000;
    /** The last value before a restart or a lost subscription; not refreshed yet. */
    public static final int UNCERTAIN_LAST_USABLE_VALUE = 0x40900000;
    /** The sensor may be wrong: its value is an outlier, or has not changed for too long. */
    public static final int UNCERTAIN_SENSOR_NOT_ACCURATE = 0x40930000;
    /** Outside the range that the tag or its scaling is made for. */
    public static final int UNCERTAIN_ENGINEERING_UNITS_EXCEEDED = 0x40940000;

    /** A result that rests on fewer good samples than it should. */
    public static final int UNCERTAIN_DATA_SUB_NORMAL = 0x40A40000;

    public static final int BAD = 0x80000000;
    public static final int BAD_INTERNAL_ERROR = 0x80020000;
    public static final int BAD_TIMEOUT = 0x800A0000;
    public static final int BAD_SHUTDOWN = 0x800C0000;
    public static final int BAD_USER_ACCESS_DENIED = 0x801F0000;
    /** The link to the field device is lost. */
    public static final int BAD_NO_COMMUNICATION = 0x80310000;
    /** No value has arrived since the tag was made. */
    public static final int BAD_WAITING_FOR_INITIAL_DATA = 0x80320000;

    public static final int BAD_NODE_ID_UNKNOWN = 0x80340000;
    public static final int BAD_NOT_WRITABLE = 0x803B0000;
    public static final int BAD_OUT_OF_RANGE = 0x803C0000;
    public static final int BAD_TYPE_MISMATCH = 0x80740000;
    public static final int BAD_CONFIGURATION_ERROR = 0x80890000;
    public static final int BAD_SENSOR_FAILURE = 0x808C0000;
    /** The connector does not run. */
    public static final int BAD_NOT_CONNECTED = 0x808A0000;

    public static final int BAD_DEVICE_FAILURE = 0x808B0000;
    public static final int BAD_CONDITION_ALREADY_SHELVED = 0x80D10000;
    public static final int BAD_CONDITION_NOT_SHELVED = 0x80D20000;
    public static final int BAD_SHELVING_TIME_OUT_OF_RANGE = 0x80D30000;
    public static final int BAD_CONDITION_BRANCH_ALREADY_CONFIRMED = 0x80D00000;
    public static final int BAD_CONDITION_ALREADY_ENABLED = 0x80CC0000;
    public static final int BAD_CONDITION_ALREADY_DISABLED = 0x80980000;
    public static final int BAD_CONDITION_DISABLED = 0x80990000;
    public static final int BAD_CONDITION_BRANCH_ALREADY_ACKED = 0x80CF0000;
    /** There are no samples. */
    public static final int BAD_NO_DATA = 0x809B0000;

    public static final int BAD_EVENT_ID_UNKNOWN = 0x809A0000;
    public static final int BAD_INVALID_STATE = 0x80AF0000;
    public static final int BAD_INVALID_ARGUMENT = 0x80AB0000;
    public static final int BAD_RESOURCE_UNAVAILABLE = 0x80040000;
    public static final int BAD_NOT_SUPPORTED = 0x803D0000;
    /** A command that was journaled without its device's answer before a restart; never sent again. */
    public static final int BAD_REQUEST_INTERRUPTED = 0x80840000;

    private static final int SEVERITY_MASK = 0xC0000000;

    private Quality() {}

    public static boolean isGood(int statusCode) {
        return (statusCode & SEVERITY_MASK) == 0;
    }

    public static boolean isUncertain(int statusCode) {
        return (statusCode & SEVERITY_MASK) == UNCERTAIN;
    }

    /** True for the severities "bad" (10) and the reserved one (11), which is to be read as bad. */
    public static boolean isBad(int statusCode) {
        return statusCode < 0;
    }

    /** The more severe of two; of two of the same severity the first one, which was there before. */
    public static int worse(int first, int second) {
        return rank(second) > rank(first) ? second : first;
    }

    private static int rank(int statusCode) {
        return isBad(statusCode) ? 2 : isUncertain(statusCode) ? 1 : 0;
    }

    /** The standard's name, for a code that it does not name the severity and the number in hexadecimal. */
    public static String name(int statusCode) {
        String name = StatusNames.of(statusCode);
        return name != null
                ? name
                : severity(statusCode) + "(0x" + Integer.toHexString(statusCode).toUpperCase() + ")";
    }

    private static String severity(int statusCode) {
        return isGood(statusCode) ? "Good" : isUncertain(statusCode) ? "Uncertain" : "Bad";
    }
}
