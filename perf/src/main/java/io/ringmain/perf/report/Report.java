package io.ringmain.perf.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All figures of one call, with the machine that they were measured on; the form of {@code --json}.
 *
 * @param begun when, ISO 8601 in UTC
 * @param profile short or long
 * @param suites what ran, in this order
 * @param hotspots of suites that missed a target
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        Host host, List<Figure> figures, String begun, String profile, List<SuiteRun> suites, List<Hotspots> hotspots) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Report {
        figures = List.copyOf(figures);
        suites = List.copyOf(suites);
        hotspots = List.copyOf(hotspots);
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

    public Report withHotspots(List<Hotspots> found) {
        return new Report(host, figures, begun, profile, suites, found);
    }

    /** Whether no target is missed. */
    public boolean hasMetTargets() {
        return figures.stream().noneMatch(figure -> Boolean.FALSE.equals(figure.met()));
    }

    /** Whether every suite could be measured. */
    @JsonIgnore
    public boolean isComplete() {
        return suites.stream().allMatch(suite -> suite.failure() == null);
    }

    /** What that suite gave, in its order. */
    public List<Figure> of(SuiteRun suite) {
        Map<String, Figure> byName = new LinkedHashMap<>();
        figures.forEach(figure -> byName.putIfAbsent(figure.name(), figure));
        return suite.figures().stream().map(byName::get).toList();
    }

    /** The figure of that name, null when it was not measured. */
    public Figure figure(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
