package io.ringmain.gateway.config;

import io.ringmain.core.text.NearestName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The entries of one YAML mapping, once its form has been checked: known keys, each once, no YAML tags. */
final class Mapping {
    private static final MappingNode NOTHING = new MappingNode.Builder(0).build();

    private final MappingNode node;
    private final boolean isUsable;
    /** Usable keys; null when they are all that are written, as in every sound file. */
    private Set<String> usable;
    /** Keys whose value could not be used. */
    private Set<String> refused = Set.of();

    private Mapping(MappingNode node, boolean isUsable) {
        this.node = node;
        this.isUsable = isUsable;
    }

    /** Reads a node; with {@code known} empty every key is allowed. */
    static Mapping of(Problems problems, String path, String file, Node node, Collection<String> known) {
        if (node instanceof MappingNode map) {
            Mapping mapping = new Mapping(map, true);
            if (!mapping.isSound(known)) {
                mapping.check(problems, path, file, known);
            }
            return mapping;
        }
        if (node != null) {
            problems.report(
                    place(file, node), path, "is " + describe(node) + ", must be a mapping (lines of 'key: value')");
        }
        return new Mapping(NOTHING, node == null);
    }

    /** Usable keys, in the order in which they were written. */
    Set<String> keys() {
        if (usable != null) {
            return usable;
        }
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < node.size(); i++) {
            keys.add(node.key(i));
        }
        return keys;
    }

    /** The place among the entries, -1 when there is no usable entry with that key. */
    private int indexOf(String key) {
        return usable == null || usable.contains(key) ? node.indexOf(key) : -1;
    }

    boolean has(String key) {
        return indexOf(key) >= 0;
    }

    /** Null when there is no usable entry with that key. */
    Node value(String key) {
        int index = indexOf(key);
        return index < 0 ? null : node.value(index);
    }

    /** Line of a key, 0 when there is no usable entry with it. */
    int line(String key) {
        int index = indexOf(key);
        return index < 0 ? 0 : node.keyLine(index);
    }

    /** Keys whose value could not be used; they were reported. */
    Set<String> refused() {
        return refused;
    }

    /** False when something else than a mapping was written, which was reported. */
    boolean isUsable() {
        return isUsable;
    }

    private boolean isSound(Collection<String> known) {
        Set<String> seen = node.size() > 40 ? new HashSet<>() : null;
        for (int i = 0; i < node.size(); i++) {
            String key = node.key(i);
            if (key == null
                    || node.value(i) instanceof TaggedNode
                    || !known.isEmpty() && !known.contains(key)
                    || (seen == null ? node.indexOf(key) != i : !seen.add(key))) {
                return false;
            }
        }
        return true;
    }

    private void check(Problems problems, String path, String file, Collection<String> known) {
        usable = new LinkedHashSet<>();
        refused = new HashSet<>();
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < node.size(); i++) {
            String key = node.key(i);
            Place at = new Place(file, node.keyLine(i));
            if (key == null) {
                problems.report(at, path, "has a key that is " + describe(node.oddKey(i)) + ", must be plain text");
            } else if (!known.isEmpty() && !known.contains(key)) {
                String hint = NearestName.hint(key, known);
                problems.report(
                        at,
                        join(path, key),
                        "is not known" + hint + (hint.isEmpty() ? ", known: " : " Known: ")
                                + String.join(", ", new TreeSet<>(known)));
            } else if (firsts.putIfAbsent(key, node.keyLine(i)) != null) {
                problems.report(at, join(path, key), "is written twice, the first time in line " + firsts.get(key));
            } else if (node.value(i) instanceof TaggedNode tagged) {
                refused.add(key);
                problems.report(at, join(path, key), "has the YAML tag " + tagged.tag() + ", tags are not allowed");
            } else {
                usable.add(key);
            }
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static Place place(String file, Node node) {
        return new Place(file, node.line());
    }

    static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.isEmpty();
    }

    static String describe(Node node) {
        if (node instanceof TaggedNode tagged) {
            return "marked with the YAML tag " + tagged.tag();
        }
        if (isEmpty(node)) {
            return "empty";
        }
        if (node instanceof ScalarNode scalar) {
            return "'" + scalar.value() + "'";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
