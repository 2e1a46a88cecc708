package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

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
            return scalar.getValue().contains("${") ? scalar(scalar) : scalar;
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(apply(item)));
            return new SequenceNode(
                    sequence.getTag(),
                    true,
                    items,
                    sequence.getFlowStyle(),
                    sequence.getStartMark(),
                    sequence.getEndMark());
        }
        if (node instanceof MappingNode mapping) {
            List<NodeTuple> tuples = new ArrayList<>();
            mapping.getValue()
                    .forEach(tuple -> tuples.add(new NodeTuple(tuple.getKeyNode(), apply(tuple.getValueNode()))));
            return new MappingNode(
                    mapping.getTag(),
                    true,
                    tuples,
                    mapping.getFlowStyle(),
                    mapping.getStartMark(),
                    mapping.getEndMark());
        }
        return node;
    }

    private Node scalar(ScalarNode scalar) {
        Matcher reference = REFERENCE.matcher(scalar.getValue());
        if (reference.matches() && reference.group(2) != null) {
            Scalar value = value(reference.group(2), scalar);
            return made(scalar, value.text(), value.isQuoted() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN);
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
        return made(scalar, text.toString(), scalar.getScalarStyle());
    }

    private static Node made(ScalarNode from, String text, ScalarStyle style) {
        return new ScalarNode(Tag.STR, true, text, style, from.getStartMark(), from.getEndMark());
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
