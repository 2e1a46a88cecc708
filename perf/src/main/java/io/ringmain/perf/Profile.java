package io.ringmain.perf;

import java.util.Locale;

/** How thoroughly is measured. */
public enum Profile {
    /** Under 10 minutes on two cores, all suites together. */
    SHORT,
    /** Every suite, with more forks, longer windows and greater sites. */
    LONG;

    boolean isLong() {
        return this == LONG;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
