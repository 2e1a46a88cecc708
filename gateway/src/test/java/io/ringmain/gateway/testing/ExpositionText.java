package io.ringmain.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format 0.0.4 as strictly as it is written down: one HELP and one TYPE before a family's samples, a
 * family in one piece, no series twice, counters that end in _total, histograms whose buckets add up.
 */
public final class ExpositionText {
    /** A line. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\",?");
    private static final Set<String> PARTS = Set.of("_bucket", "_sum", "_count", "_max");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    private ExpositionText() {}

    public static ExpositionText parse(String text) {
        ExpositionText parsed = new ExpositionText();
        assertThat(text).endsWith("\n");
        Map<String, String> helped = new HashMap<>();
        String family = "";
        for (String line : text.split("\n")) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                String name = comment.group(2);
                if (comment.group(1).equals("HELP")) {
                    assertThat(helped.put(name, comment.group(3)))
                            .as("HELP twice: " + line)
                            .isNull();
                } else {
                    assertThat(parsed.types.put(name, comment.group(3)))
                            .as("TYPE twice, or a family in pieces: " + line)
                            .isNull();
                    assertThat(comment.group(3)).isIn("counter", "gauge", "histogram", "summary", "untyped");
                    family = name;
                }
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as("no sample: " + line).isTrue();
            String name = sample.group(1);
            assertThat(belongs(name, family, parsed.types.get(family)))
                    .as(name + " stands under " + family)
                    .isTrue();
            parsed.samples.add(new Sample(name, labels(sample.group(2)), number(sample.group(3))));
        }
        parsed.check(helped);
        return parsed;
    }

    private static boolean belongs(String name, String family, String type) {
        if (name.equals(family)) {
            return !"histogram".equals(type);
        }
        return name.startsWith(family) && PARTS.contains(name.substring(family.length()));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text == null) {
            return labels;
        }
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            assertThat(label.start()).as(text).isEqualTo(end);
            end = label.end();
            assertThat(labels.put(label.group(1), label.group(2))).as(text).isNull();
        }
        assertThat(end).as(text).isEqualTo(text.length());
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void check(Map<String, String> helped) {
        assertThat(helped.keySet()).isEqualTo(types.keySet());
        assertThat(helped.values()).allSatisfy(help -> assertThat(help).isNotBlank());
        assertThat(samples.stream().map(s -> s.name() + s.labels()).toList()).doesNotHaveDuplicates();
        types.forEach((name, type) -> {
            if (type.equals("counter")) {
                assertThat(name).endsWith("_total");
            } else if (type.equals("histogram")) {
                checkHistogram(name);
            }
        });
    }

    private void checkHistogram(String name) {
        Map<Map<String, String>, List<Sample>> series = new LinkedHashMap<>();
        for (Sample sample : samples) {
            if (sample.name().equals(name + "_bucket")) {
                Map<String, String> others = new TreeMap<>(sample.labels());
                others.remove("le");
                series.computeIfAbsent(others, o -> new ArrayList<>()).add(sample);
            }
        }
        assertThat(series).as(name).isNotEmpty();
        series.forEach((labels, buckets) -> {
            List<Double> bounds =
                    buckets.stream().map(b -> number(b.labels().get("le"))).toList();
            List<Double> counts = buckets.stream().map(Sample::value).toList();
            assertThat(bounds).as(name).isSorted().endsWith(Double.POSITIVE_INFINITY);
            assertThat(counts).as(name + labels).isSorted();
            assertThat(value(name + "_count", labels)).as(name + labels).isEqualTo(counts.get(counts.size() - 1));
            assertThat(value(name + "_sum", labels)).as(name + labels).isNotNegative();
        });
    }

    public List<Sample> samples() {
        return samples;
    }

    /** Types by the names of families. */
    public Map<String, String> types() {
        return types;
    }

    /** The value of a series; there must be one. */
    public double value(String name, Map<String, String> labels) {
        List<Sample> found = samples.stream()
                .filter(s -> s.name().equals(name) && s.labels().equals(labels))
                .toList();
        assertThat(found).as(name + labels).hasSize(1);
        return found.get(0).value();
    }
}
