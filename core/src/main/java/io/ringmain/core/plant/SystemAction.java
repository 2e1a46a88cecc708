package io.ringmain.core.plant;

import io.ringmain.core.spi.AcquisitionAction;

/** How an operator's action stands in its tag: a running number, so that repeats count, and the code as the last digit. */
final class SystemAction {
    private static final int BASE = 10;

    private SystemAction() {}

    /** Null when there is none of that code. */
    static AcquisitionAction of(long value) {
        return value < 0 ? null : AcquisitionAction.ofCode(value % BASE);
    }
}
