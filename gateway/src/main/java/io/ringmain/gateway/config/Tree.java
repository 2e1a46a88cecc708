package io.ringmain.gateway.config;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What was written for a definition, without its form: the same in YAML and JSON, whatever the order of keys. Mappings are
 * {@link TreeMap}, lists {@link List}, what is nothing is null, and the rest JSON text of a scalar.
 */
final class Tree {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final int MAX_DEPTH = 50;

    /** A scalar as JSON. */
    private record Leaf(String json) {}

    private Tree() {}

    /** The tree of a node; what is no plain YAML is left out, because its reader has reported it. */
    static Object of(Node node) {
        return of(node, 0);
    }

    private static Object of(Node node, int depth) {
        if (depth > MAX_DEPTH || node == null || Mapping.isEmpty(node)) {
            return null;
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new TreeMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    map.put(key.getValue(), of(tuple.getValueNode(), depth + 1));
                }
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(item -> list.add(of(item, depth + 1)));
            return list;
        }
        return node instanceof ScalarNode scalar ? leaf(scalar) : null;
    }

    private static Leaf leaf(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.isPlain()) {
            if (text.equals("true") || text.equals("false")) {
                return new Leaf(text);
            }
            if (NUMBER.matcher(text).matches()) {
                return new Leaf(number(text));
            }
        }
        return new Leaf(quoted(text));
    }

    /** YAML's numbers that are none in JSON, written as JSON wants them. */
    private static String number(String text) {
        String plain = text.startsWith("+") ? text.substring(1) : text;
        if (JSON_NUMBER.matcher(plain).matches()) {
            return plain;
        }
        String fraction = plain.contains(".") ? ".0" : "";
        String known = plain.replaceFirst("\\.(?![0-9])", "");
        return new BigDecimal(known).toString() + (known.contains(".") ? "" : fraction);
    }

    /** JSON merge patch (RFC 7396). */
    static Object merge(Object target, Object patch) {
        if (!(patch instanceof Map<?, ?> changes)) {
            return patch;
        }
        Map<String, Object> merged = new TreeMap<>();
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

    /** One line of JSON, keys in alphabetical order. */
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
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
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
        return out.append('"').toString();
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
