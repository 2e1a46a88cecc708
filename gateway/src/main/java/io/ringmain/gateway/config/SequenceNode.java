package io.ringmain.gateway.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A list. */
final class SequenceNode extends Node {
    private final List<Node> items;

    /** @param items are not copied */
    SequenceNode(int line, List<Node> items) {
        super(line);
        this.items = Collections.unmodifiableList(items);
    }

    SequenceNode(int line, Node... items) {
        this(line, Arrays.asList(items));
    }

    List<Node> items() {
        return items;
    }
}
