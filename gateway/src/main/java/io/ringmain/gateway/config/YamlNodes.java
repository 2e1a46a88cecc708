package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.Tag;

/** From the nodes of the YAML library to ours. Thread: one. */
final class YamlNodes {
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

    /** What aliases may make of a text: so many times what stands in it, and so much besides. */
    private static final long MOST_TIMES = 4;

    private static final long MOST_BESIDES = 1_000_000;

    /** What an alias names is one node in several places; null while it is being made, so that it is not in itself. */
    private final Map<org.snakeyaml.engine.v2.nodes.Node, Node> made = new IdentityHashMap<>();

    private final Map<Node, Long> sizes = new IdentityHashMap<>();
    private long written;
    private boolean hasAliases;

    Node of(org.snakeyaml.engine.v2.nodes.Node node) {
        written++;
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        if (!PLAIN.contains(node.getTag())) {
            return new TaggedNode(line, node.getTag().toString());
        }
        if (node instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalar) {
            return ScalarNode.of(
                    line, scalar.getValue(), !scalar.isPlain(), node.getTag().equals(Tag.NULL));
        }
        if (made.containsKey(node)) {
            hasAliases = true;
            Node earlier = made.get(node);
            return earlier == null ? new TaggedNode(line, "an alias of what it stands in") : earlier;
        }
        made.put(node, null);
        Node ours = node instanceof org.snakeyaml.engine.v2.nodes.MappingNode mapping
                ? mapping(line, mapping)
                : sequence(line, (org.snakeyaml.engine.v2.nodes.SequenceNode) node);
        made.put(node, ours);
        return ours;
    }

    /** Whether aliases of aliases make a huge tree of a small text, which whoever walks through it would not survive. */
    boolean isMultiplied(Node root) {
        return hasAliases && size(root) > MOST_TIMES * written + MOST_BESIDES;
    }

    /** Nodes of the whole tree, where what stands in several places counts in each. */
    private long size(Node node) {
        Long known = sizes.get(node);
        if (known != null) {
            return known;
        }
        long size = 1;
        if (node instanceof MappingNode mapping) {
            for (int i = 0; i < mapping.size(); i++) {
                Node odd = mapping.key(i) == null ? mapping.oddKey(i) : null;
                size += size(mapping.value(i)) + (odd == null ? 1 : size(odd));
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                size += size(item);
            }
        }
        long bounded = Math.min(size, Integer.MAX_VALUE); // so that sums do not overflow
        sizes.put(node, bounded);
        return bounded;
    }

    private Node mapping(int line, org.snakeyaml.engine.v2.nodes.MappingNode mapping) {
        MappingNode.Builder ours = new MappingNode.Builder(line);
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = of(tuple.getKeyNode());
            Node value = of(tuple.getValueNode());
            if (key instanceof ScalarNode scalar) {
                ours.add(scalar.value(), key.line(), value);
            } else {
                ours.addOdd(key, value);
            }
        }
        return ours.build();
    }

    private Node sequence(int line, org.snakeyaml.engine.v2.nodes.SequenceNode sequence) {
        List<Node> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(of(item)));
        return new SequenceNode(line, items);
    }
}
