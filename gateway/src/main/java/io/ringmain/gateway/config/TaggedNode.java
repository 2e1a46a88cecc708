package io.ringmain.gateway.config;

/** Anything with a YAML tag that means a type of its own; nobody wants it, so only the tag is known. */
final class TaggedNode extends Node {
    private final String tag;

    TaggedNode(int line, String tag) {
        super(line);
        this.tag = tag;
    }

    String tag() {
        return tag;
    }
}
