package io.ringmain.gateway.config;

import io.ringmain.core.text.NearestName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The entries of one YAML mapping, once its form has been checked: known keys, each once, no YAML tags. */
final class Mapping {
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

    /** A key's place and its value. */
    record Entry(Place place, Node value) {}

    private final Problems problems;
    private final String path;
    private final String file;
    private final Collection<String> known;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private boolean isUsable = true;

    private Mapping(Problems problems, String path, String file, Collection<String> known) {
        this.problems = problems;
        this.path = path;
        this.file = file;
        this.known = known;
    }

    /** Reads a node; with {@code known} empty every key is allowed. */
    static Mapping of(Problems problems, String path, String file, Node node, Collection<String> known) {
        Mapping mapping = new Mapping(problems, path, file, known);
        if (node instanceof MappingNode map && isPlain(node)) {
            map.getValue().forEach(mapping::add);
        } else if (node != null) {
            mapping.isUsable = false;
            problems.report(
                    place(file, node), path, "is " + describe(node) + ", must be a mapping (lines of 'key: value')");
        }
        return mapping;
    }

    /** By key, in the order in which they were written. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Keys whose value could not be used; they were reported. */
    Set<String> refused() {
        return refused;
    }

    /** False when something else than a mapping was written, which was reported. */
    boolean isUsable() {
        return isUsable;
    }

    private void add(NodeTuple tuple) {
        Place at = place(file, tuple.getKeyNode());
        Node value = tuple.getValueNode();
        if (!(tuple.getKeyNode() instanceof ScalarNode scalar) || !isPlain(scalar)) {
            problems.report(at, path, "has a key that is " + describe(tuple.getKeyNode()) + ", must be plain text");
            return;
        }
        String key = scalar.getValue();
        if (!known.isEmpty() && !known.contains(key)) {
            String hint = NearestName.hint(key, known);
            problems.report(
                    at,
                    join(path, key),
                    "is not known" + hint + (hint.isEmpty() ? ", known: " : " Known: ")
                            + String.join(", ", new TreeSet<>(known)));
        } else if (entries.containsKey(key)) {
            problems.report(
                    at,
                    join(path, key),
                    "is written twice, the first time in line "
                            + entries.get(key).place().line());
        } else if (!isPlain(value)) {
            refused.add(key);
            problems.report(at, join(path, key), "has the YAML tag " + value.getTag() + ", tags are not allowed");
        } else {
            entries.put(key, new Entry(at, value));
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static Place place(String file, Node node) {
        return new Place(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    static boolean isPlain(Node node) {
        return PLAIN.contains(node.getTag());
    }

    static boolean isEmpty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static String describe(Node node) {
        if (!isPlain(node)) {
            return "marked with the YAML tag " + node.getTag();
        }
        if (isEmpty(node)) {
            return "empty";
        }
        if (node instanceof ScalarNode scalar) {
            return "'" + scalar.getValue() + "'";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
