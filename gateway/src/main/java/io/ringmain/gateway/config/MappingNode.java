package io.ringmain.gateway.config;

import java.util.Arrays;
import java.util.List;

/** Keys and values in the order in which they were written; a key may stand there twice. */
final class MappingNode extends Node {
    private static final int FIRST_SIZE = 12;

    private final Object[] keys;
    private final int[] lines;
    private final Node[] values;

    private MappingNode(int line, Object[] keys, int[] lines, Node[] values) {
        super(line);
        this.keys = keys;
        this.lines = lines;
        this.values = values;
    }

    int size() {
        return keys.length;
    }

    /** Null when the key is no single value, see {@link #oddKey}. */
    String key(int index) {
        return keys[index] instanceof String key ? key : null;
    }

    /** A key that is a list, a mapping or tagged. */
    Node oddKey(int index) {
        return (Node) keys[index];
    }

    int keyLine(int index) {
        return lines[index];
    }

    Node value(int index) {
        return values[index];
    }

    /** The place of the first entry with that key, -1 when there is none. */
    int indexOf(String key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The text of the single value under that key, null when there is none. */
    String text(String key) {
        int index = indexOf(key);
        return index >= 0 && values[index] instanceof ScalarNode scalar ? scalar.value() : null;
    }

    /** The same with other values. */
    MappingNode withValues(List<Node> others) {
        return new MappingNode(line(), keys, lines, others.toArray(Node[]::new));
    }

    /** Makes one. Thread: one. */
    static final class Builder {
        private final int line;
        private Object[] keys = new Object[FIRST_SIZE];
        private int[] lines = new int[FIRST_SIZE];
        private Node[] values = new Node[FIRST_SIZE];
        private int size;

        Builder(int line) {
            this.line = line;
        }

        void add(String key, int keyLine, Node value) {
            put(key, keyLine, value);
        }

        void addOdd(Node key, Node value) {
            put(key, key.line(), value);
        }

        private void put(Object key, int keyLine, Node value) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size);
                lines = Arrays.copyOf(lines, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            keys[size] = key;
            lines[size] = keyLine;
            values[size++] = value;
        }

        MappingNode build() {
            return new MappingNode(
                    line, Arrays.copyOf(keys, size), Arrays.copyOf(lines, size), Arrays.copyOf(values, size));
        }
    }
}
