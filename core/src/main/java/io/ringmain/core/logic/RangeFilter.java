package io.ringmain.core.logic;

import io.ringmain.core.tag.Quality;

/** Marks what lies outside limits; a limit that is not declared is NaN, which excludes nothing. Has no memory. */
final class RangeFilter {
    private RangeFilter() {}

    static int judge(TagSteps.Step step, double value) {
        if (value < step.a() || value > step.b()) {
            return step.isFlag() ? Quality.BAD_OUT_OF_RANGE : Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED;
        }
        return Quality.GOOD;
    }
}
