package io.ringmain.perf.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One suite of a call.
 *
 * @param description one line
 * @param seconds how long it took
 * @param expectedSeconds how long it was to take
 * @param failure why it could not be measured, or not to its end; null when it was
 * @param figures names of what it gave, in its order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuiteRun(
        String name, String description, double seconds, int expectedSeconds, String failure, List<String> figures) {
    public SuiteRun {
        figures = List.copyOf(figures);
    }
}
