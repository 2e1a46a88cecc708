package io.ringmain.historian.query;

/** Status codes of results: the code, the type of information "data value", and Part 13's bits. */
final class ResultStatus {
    static final int RAW = 0;
    static final int CALCULATED = 1;
    static final int INTERPOLATED = 2;
    static final int PARTIAL = 4;

    static final int BAD_NO_DATA = 0x809B_0000;

    private static final int UNCERTAIN_DATA_SUB_NORMAL = 0x40A4_0000;
    private static final int BAD = 0x8000_0000;
    private static final int DATA_VALUE = 0x0400;

    private ResultStatus() {}

    static int good(int bits) {
        return DATA_VALUE | bits;
    }

    static int uncertain(int bits) {
        return UNCERTAIN_DATA_SUB_NORMAL | DATA_VALUE | bits;
    }

    static int bad(int bits) {
        return BAD | DATA_VALUE | bits;
    }
}
