package io.ringmain.gateway.prom;

import java.util.List;
import java.util.Map;

/**
 * A series at the moments of a grid.
 *
 * @param labels the name is one of them, under {@link #NAME}
 * @param values one a moment, NaN where there is none
 */
record SeriesData(Map<String, String> labels, double[] values) {
    static final String NAME = "__name__";

    static boolean isSelected(Map<String, String> labels, List<Matcher> matchers) {
        for (Matcher matcher : matchers) {
            if (!matcher.accepts(labels.get(matcher.label()))) {
                return false;
            }
        }
        return true;
    }
}
