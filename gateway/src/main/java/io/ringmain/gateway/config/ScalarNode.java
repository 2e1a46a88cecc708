package io.ringmain.gateway.config;

/** A single value. */
final class ScalarNode extends Node {
    private final String value;
    private final boolean isQuoted;
    private final boolean isEmpty;

    private ScalarNode(int line, String value, boolean isQuoted, boolean isEmpty) {
        super(line);
        this.value = value;
        this.isQuoted = isQuoted;
        this.isEmpty = isEmpty;
    }

    /** Text that was marked as such by quotes or as a block. */
    static ScalarNode quoted(int line, String value) {
        return new ScalarNode(line, value, true, false);
    }

    /** A value without quotes; YAML's words for nothing are nothing. */
    static ScalarNode bare(int line, String value) {
        return new ScalarNode(line, value, false, isNothing(value));
    }

    /** With what its YAML tag says. */
    static ScalarNode of(int line, String value, boolean isQuoted, boolean isEmpty) {
        return new ScalarNode(line, value, isQuoted, isEmpty);
    }

    private static boolean isNothing(String value) {
        return switch (value) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }

    String value() {
        return value;
    }

    boolean isQuoted() {
        return isQuoted;
    }

    boolean isEmpty() {
        return isEmpty;
    }
}
