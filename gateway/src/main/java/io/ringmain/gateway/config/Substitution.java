package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts an instance's values in the place of {@code ${parameter}} in what a template says. A scalar that is nothing but one
 * parameter becomes what the parameter is, number or flag or text; within other text its text is put. {@code $${} stands for
 * {@code ${} itself. Every node keeps its line in the template.
 */
final class Substitution {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\{|\\{([^}]*)})");

    private final Map<String, Scalar> values;
    private final Problems problems;
    private final String file;

    /** @param file in which the template stands */
    Substitution(Map<String, Scalar> values, Problems problems, String file) {
        this.values = values;
        this.problems = problems;
        this.file = file;
    }

    Node apply(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.value().contains("${") ? scalar(scalar) : scalar;
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(apply(item)));
            return new SequenceNode(sequence.line(), items);
        }
        if (node instanceof MappingNode mapping) {
            List<Node> values = new ArrayList<>();
            for (int i = 0; i < mapping.size(); i++) {
                values.add(apply(mapping.value(i)));
            }
            return mapping.withValues(values);
        }
        return node;
    }

    private Node scalar(ScalarNode scalar) {
        Matcher reference = REFERENCE.matcher(scalar.value());
        if (reference.matches() && reference.group(2) != null) {
            Scalar value = value(reference.group(2), scalar);
            return made(scalar, value.text(), value.isQuoted());
        }
        StringBuilder text = new StringBuilder();
        reference.reset();
        while (reference.find()) {
            String put = reference.group(2) == null
                    ? "${"
                    : value(reference.group(2), scalar).text();
            reference.appendReplacement(text, Matcher.quoteReplacement(put));
        }
        reference.appendTail(text);
        return made(scalar, text.toString(), scalar.isQuoted());
    }

    private static Node made(ScalarNode from, String text, boolean isQuoted) {
        return ScalarNode.of(from.line(), text, isQuoted, false);
    }

    private Scalar value(String name, ScalarNode at) {
        Scalar value = values.get(name);
        if (value == null) {
            problems.report(
                    Mapping.place(file, at),
                    "${" + name + "}",
                    "is no parameter, known: " + String.join(", ", new TreeSet<>(values.keySet())));
            return new Scalar("", true, Mapping.place(file, at), name);
        }
        return value;
    }
}
