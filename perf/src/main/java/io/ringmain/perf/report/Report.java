package io.ringmain.perf.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** All figures of one call, with the machine that they were measured on; the form of {@code --json}. */
public record Report(Host host, List<Figure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Report {
        figures = List.copyOf(figures);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that can not be written", e);
        }
    }

    public static Report ofJson(String text) {
        try {
            return JSON.readValue(text, Report.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a report: " + text, e);
        }
    }

    /** Whether every target is met. */
    public boolean hasMetTargets() {
        return figures.stream().noneMatch(figure -> Boolean.FALSE.equals(figure.met()));
    }
}
