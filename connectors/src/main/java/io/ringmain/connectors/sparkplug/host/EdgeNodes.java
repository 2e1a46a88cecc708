package io.ringmain.connectors.sparkplug.host;

import io.ringmain.core.spi.BoundTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The edge nodes that have been heard of, and the tags that are bound to their metrics.
 *
 * <p>Thread: the link's writes, any reads.
 */
final class EdgeNodes {
    private static final HostTag[] NONE = {};

    private final Map<String, EdgeNode> nodes = new ConcurrentSkipListMap<>();
    private final Map<Integer, SeenMetric> byTag = new ConcurrentHashMap<>();
    private volatile Map<String, List<HostTag>> byAddress = Map.of();
    private volatile Map<String, List<HostTag>> byNode = Map.of();
    private final int most;

    EdgeNodes(int most) {
        this.most = most;
    }

    /** Null when there are too many. */
    EdgeNode get(String group, String node) {
        String key = group + "/" + node;
        EdgeNode found = nodes.get(key);
        if (found == null && (nodes.size() < most || byNode.containsKey(key))) {
            found = new EdgeNode(group, node);
            nodes.put(key, found);
        }
        return found;
    }

    Collection<EdgeNode> all() {
        return nodes.values();
    }

    /** Null when it has not been heard of. */
    EdgeNode find(String group, String node) {
        return nodes.get(group + "/" + node);
    }

    void bind(List<BoundTag> bound) {
        Map<String, List<HostTag>> addresses = new HashMap<>();
        Map<String, List<HostTag>> ofNodes = new HashMap<>();
        for (BoundTag each : bound) {
            HostTag tag = HostTag.of(each);
            if (tag != null) {
                addresses
                        .computeIfAbsent(tag.address().toString(), any -> new ArrayList<>())
                        .add(tag);
                ofNodes.computeIfAbsent(tag.address().edgeNode(), any -> new ArrayList<>())
                        .add(tag);
            }
        }
        byAddress = addresses;
        byNode = ofNodes;
        byTag.clear();
        for (EdgeNode node : nodes.values()) {
            node.byDevice().values().forEach(metrics -> metrics.values().forEach(this::join));
        }
    }

    /** Tells a metric its tags. */
    void join(SeenMetric metric) {
        List<HostTag> tags = byAddress.get(metric.address.toString());
        metric.tags = tags == null ? NONE : tags.toArray(NONE);
        for (HostTag tag : metric.tags) {
            byTag.put(tag.tagId(), metric);
        }
    }

    /** The metric that a tag is bound to, null while no birth has named it. */
    SeenMetric ofTag(int tagId) {
        return byTag.get(tagId);
    }

    /** All tags of a node and its devices. */
    List<HostTag> tagsOf(EdgeNode node) {
        return byNode.getOrDefault(node.group + "/" + node.node, List.of());
    }

    List<HostTag> tags() {
        List<HostTag> all = new ArrayList<>();
        byNode.values().forEach(all::addAll);
        return all;
    }

    /** Groups with tags. */
    Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        tags().forEach(tag -> groups.add(tag.address().group()));
        return groups;
    }

    /** Makes sure that nodes with tags are known, so that they can be asked for their births. */
    void expectAll() {
        tags().forEach(tag -> get(tag.address().group(), tag.address().node()));
    }
}
