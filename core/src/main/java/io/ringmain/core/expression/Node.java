package io.ringmain.core.expression;

import java.util.List;

/** The syntax tree: what is written, before names, types and units are known. */
sealed interface Node {
    int column();

    /** A number; {@code unit} is null when none is written. */
    record NumberNode(int column, String text, String unit) implements Node {}

    record DurationNode(int column, long nanos) implements Node {}

    record TextNode(int column, String text) implements Node {}

    record TruthNode(int column, boolean value) implements Node {}

    record NameNode(int column, String name) implements Node {}

    record ElementNode(int column, String name, int index) implements Node {}

    /** {@code operator} is {@code -} or {@code not}. */
    record UnaryNode(int column, String operator, Node argument) implements Node {}

    /** {@code column} is the operator's. */
    record BinaryNode(int column, String operator, Node left, Node right) implements Node {}

    record CallNode(int column, Function function, List<Node> arguments) implements Node {}
}
