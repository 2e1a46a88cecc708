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

    /** What an alias names is one node in several places; null while it is being made, so that it is not in itself. */
    private final Map<org.snakeyaml.engine.v2.nodes.Node, Node> made = new IdentityHashMap<>();

    Node of(org.snakeyaml.engine.v2.nodes.Node node) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        if (!PLAIN.contains(node.getTag())) {
            return new TaggedNode(line, node.getTag().toString());
        }
        if (node instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalar) {
            return ScalarNode.of(
                    line, scalar.getValue(), !scalar.isPlain(), node.getTag().equals(Tag.NULL));
        }
        if (made.containsKey(node)) {
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
