package io.ringmain.gateway.config;

/** What was written at one place of a file, without its form. Small, because a big site has millions. Immutable. */
abstract sealed class Node permits MappingNode, ScalarNode, SequenceNode, TaggedNode {
    private final int line;

    Node(int line) {
        this.line = line;
    }

    /** Where it begins, counted from 1. */
    final int line() {
        return line;
    }
}
