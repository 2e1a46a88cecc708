package io.ringmain.historian.query;

import io.ringmain.core.tag.Quality;

/** Status codes of results: the code, the type of information "data value", and Part 13's bits. */
final class ResultStatus {
    static final int RAW = 0;
    static final int CALCULATED = 1;
    static final int INTERPOLATED = 2;
    static final int PARTIAL = 4;

    private static final int DATA_VALUE = 0x0400;

    private ResultStatus() {}

    static int good(int bits) {
        return DATA_VALUE | bits;
    }

    static int uncertain(int bits) {
        return Quality.UNCERTAIN_DATA_SUB_NORMAL | DATA_VALUE | bits;
    }

    static int bad(int bits) {
        return Quality.BAD | DATA_VALUE | bits;
    }
}
