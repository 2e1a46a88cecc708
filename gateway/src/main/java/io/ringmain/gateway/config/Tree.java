package io.ringmain.gateway.config;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What was written for a definition, without its form: the same in YAML and JSON, whatever the order of keys. Mappings are
 * {@link TreeMap}, lists {@link List}, what is nothing is null, and the rest JSON text of a scalar. Where the order of keys
 * has a meaning, as that of a machine's states, mappings are {@link LinkedHashMap} and everything below keeps its order, too.
 */
final class Tree {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final int MAX_DEPTH = 50;
    private static final int MANY_KEYS = 64;
    /** A machine's first state is the initial one; attributes and outputs are shown and numbered as they are written. */
    private static final Set<String> ORDERED = Set.of("states", "attributes", "safe-outputs");

    /** A scalar as JSON. */
    private record Leaf(String json) {}

    private Tree() {}

    /** The tree of a node; what is no plain YAML is left out, because its reader has reported it. */
    static Object of(Node node) {
        return of(node, 0, false);
    }

    private static Object of(Node node, int depth, boolean isOrdered) {
        if (depth > MAX_DEPTH || node == null || Mapping.isEmpty(node)) {
            return null;
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = isOrdered ? new LinkedHashMap<>() : new TreeMap<>();
            for (int i = 0; i < mapping.size(); i++) {
                String key = mapping.key(i);
                if (key != null) {
                    map.put(key, of(mapping.value(i), depth + 1, isOrdered || ORDERED.contains(key)));
                }
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(of(item, depth + 1, isOrdered)));
            return list;
        }
        return node instanceof ScalarNode scalar ? leaf(scalar) : null;
    }

    private static Leaf leaf(ScalarNode scalar) {
        StringBuilder out = new StringBuilder();
        write(out, scalar);
        return new Leaf(out.toString());
    }

    /** YAML's numbers that are none in JSON, written as JSON wants them. */
    private static String number(String text) {
        String plain = text.startsWith("+") ? text.substring(1) : text;
        if (text.length() < 2 || isUsual(text)) {
            return text;
        }
        if (JSON_NUMBER.matcher(plain).matches()) {
            return plain;
        }
        String fraction = plain.contains(".") ? ".0" : "";
        String known = plain.replaceFirst("\\.(?![0-9])", "");
        return new BigDecimal(known).toString() + (known.contains(".") ? "" : fraction);
    }

    /** Digits, a point among them, and no zero in front: what nearly all numbers are. */
    private static boolean isUsual(String text) {
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            points += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        boolean isZeroFirst = text.charAt(0) == '0' && text.charAt(1) != '.';
        return !isZeroFirst && points < 2 && text.charAt(text.length() - 1) != '.';
    }

    /** JSON merge patch (RFC 7396). Keys that were there keep their places, new ones come after them. */
    static Object merge(Object target, Object patch) {
        if (!(patch instanceof Map<?, ?> changes)) {
            return patch;
        }
        boolean isOrdered = target instanceof LinkedHashMap || patch instanceof LinkedHashMap;
        Map<String, Object> merged = isOrdered ? new LinkedHashMap<>() : new TreeMap<>();
        if (target instanceof Map<?, ?> present) {
            present.forEach((key, value) -> merged.put((String) key, value));
        }
        changes.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put((String) key, merge(merged.get(key), value));
            }
        });
        return merged;
    }

    /** One line of JSON of what was written, the same as of its tree and without making one. */
    static String json(Node node) {
        StringBuilder out = new StringBuilder(256);
        write(out, node, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, Node node, int depth) {
        if (node instanceof MappingNode mapping && depth <= MAX_DEPTH) {
            writeSorted(out, mapping, depth);
        } else if (node instanceof SequenceNode sequence && depth <= MAX_DEPTH) {
            String separator = "[";
            for (Node item : sequence.items()) {
                out.append(separator);
                write(out, item, depth + 1);
                separator = ",";
            }
            out.append(sequence.items().isEmpty() ? "[]" : "]");
        } else if (node instanceof ScalarNode scalar && !scalar.isEmpty() && depth <= MAX_DEPTH) {
            write(out, scalar);
        } else {
            out.append("null");
        }
    }

    private static void writeSorted(StringBuilder out, MappingNode mapping, int depth) {
        int[] order = sorted(mapping);
        char separator = '{';
        for (int i = 0; i < order.length; i++) {
            String key = mapping.key(order[i]);
            // of a key that stands there twice the last counts
            if (i + 1 == order.length || !key.equals(mapping.key(order[i + 1]))) {
                out.append(separator);
                writeQuoted(out, key);
                out.append(':');
                if (ORDERED.contains(key)) {
                    write(out, of(mapping.value(order[i]), depth + 1, true));
                } else {
                    write(out, mapping.value(order[i]), depth + 1);
                }
                separator = ',';
            }
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    /** Indexes of the entries with keys by these keys, equal ones as they were written: by insertion, as they are few. */
    private static int[] sorted(MappingNode mapping) {
        if (mapping.size() > MANY_KEYS) {
            return IntStream.range(0, mapping.size())
                    .filter(i -> mapping.key(i) != null)
                    .boxed()
                    .sorted(Comparator.comparing(mapping::key))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int[] order = new int[mapping.size()];
        int size = 0;
        for (int i = 0; i < mapping.size(); i++) {
            String key = mapping.key(i);
            int to = size;
            while (key != null && to > 0 && mapping.key(order[to - 1]).compareTo(key) > 0) {
                order[to] = order[to - 1];
                to--;
            }
            if (key != null) {
                order[to] = i;
                size++;
            }
        }
        return Arrays.copyOf(order, size);
    }

    private static void write(StringBuilder out, ScalarNode scalar) {
        String text = scalar.value();
        if (!scalar.isQuoted() && (text.equals("true") || text.equals("false"))) {
            out.append(text);
        } else if (!scalar.isQuoted() && Numeral.isNumber(text)) {
            out.append(number(text));
        } else {
            writeQuoted(out, text);
        }
    }

    /** One line of JSON, keys in alphabetical order where theirs has no meaning. */
    static String json(Object tree) {
        StringBuilder out = new StringBuilder();
        write(out, tree);
        return out.toString();
    }

    private static void write(StringBuilder out, Object tree) {
        if (tree instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator).append(quoted((String) entry.getKey())).append(':');
                write(out, entry.getValue());
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (tree instanceof List<?> list) {
            String separator = "[";
            for (Object item : list) {
                out.append(separator);
                write(out, item);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else {
            out.append(tree == null ? "null" : ((Leaf) tree).json());
        }
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        writeQuoted(out, text);
        return out.toString();
    }

    private static void writeQuoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '\u007f' || c == '\u0085' || c == '\u2028' || c == '\u2029' || c == '\ufeff') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** 16 hexadecimal digits that stand for a text. */
    static String hash(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
