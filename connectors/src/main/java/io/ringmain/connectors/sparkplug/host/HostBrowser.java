package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Shows groups, edge nodes, devices and metrics as births have named them; nothing is asked of anybody. Thread: any. */
final class HostBrowser implements Browser {
    private static final long NS_PER_MS = 1_000_000;

    private final EdgeNodes nodes;
    private final HostConnector connector;

    HostBrowser(EdgeNodes nodes, HostConnector connector) {
        this.nodes = nodes;
        this.connector = connector;
    }

    @Override
    public CompletableFuture<Page> children(String address, int limit, String next) {
        List<BrowsedNode> all = new ArrayList<>();
        String[] levels = address.isEmpty() ? new String[0] : address.split("/", -1);
        switch (levels.length) {
            case 0 -> groups(all);
            case 1 -> edgeNodes(levels[0], all);
            case 2, 3 -> {
                EdgeNode node = nodes.find(levels[0], levels[1]);
                if (node == null) {
                    return unknown(address);
                }
                if (levels.length == 2) {
                    devices(node, address, all);
                }
                metrics(node.metrics(levels.length == 2 ? EdgeNode.ITSELF : levels[2]), all);
            }
            default -> {
                return unknown(address);
            }
        }
        int from;
        try {
            from = next.isEmpty() ? 0 : Integer.parseInt(next);
        } catch (NumberFormatException e) {
            return unknown(next);
        }
        int to = Math.min(all.size(), from + limit);
        return CompletableFuture.completedFuture(
                new Page(all.subList(Math.min(from, to), to), to < all.size() ? Integer.toString(to) : ""));
    }

    private static <T> CompletableFuture<T> unknown(String address) {
        return CompletableFuture.failedFuture(
                new BrowseException(Quality.BAD_NODE_ID_UNKNOWN, "nothing has been heard of '" + address + "'"));
    }

    private void groups(List<BrowsedNode> into) {
        TreeSet<String> groups = new TreeSet<>();
        nodes.all().forEach(node -> groups.add(node.group));
        groups.forEach(group -> into.add(folder(group, group, "")));
    }

    private void edgeNodes(String group, List<BrowsedNode> into) {
        for (EdgeNode node : nodes.all()) {
            if (node.group.equals(group)) {
                into.add(folder(group + "/" + node.node, node.node, node.isOnline ? "online" : "offline"));
            }
        }
    }

    private static void devices(EdgeNode node, String address, List<BrowsedNode> into) {
        for (String device : node.byDevice().keySet()) {
            if (!device.equals(EdgeNode.ITSELF)) {
                into.add(folder(address + "/" + device, device, ""));
            }
        }
    }

    private static BrowsedNode folder(String address, String name, String description) {
        return new BrowsedNode(
                address, name, BrowsedNode.Kind.OBJECT, "", null, false, "", Double.NaN, Double.NaN, description);
    }

    private static void metrics(Map<String, SeenMetric> metrics, List<BrowsedNode> into) {
        for (SeenMetric metric : new TreeMap<>(metrics).values()) {
            DataType type = metric.type;
            into.add(new BrowsedNode(
                    metric.address.toString(),
                    metric.address.metric(),
                    BrowsedNode.Kind.VARIABLE,
                    type.label(),
                    type.tagType(),
                    type.tagType() != null && !type.tagType().isArray(),
                    metric.unit,
                    metric.low,
                    metric.high,
                    ""));
        }
    }

    /** Null when no birth has named it. */
    private SeenMetric find(String address) {
        try {
            MetricAddress parsed = MetricAddress.parse(address);
            EdgeNode node = nodes.find(parsed.group(), parsed.node());
            return node == null
                    ? null
                    : node.metrics(EdgeNode.key(parsed.device())).get(parsed.metric());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public CompletableFuture<RawValue> read(String address) {
        SeenMetric metric = find(address);
        if (metric == null) {
            return unknown(address);
        }
        Metric last = metric.last;
        EdgeNode node = nodes.find(metric.address.group(), metric.address.node());
        boolean isOnline = node != null && node.isOnline;
        return CompletableFuture.completedFuture(new RawValue(
                MetricValue.boxed(metric.type, last),
                isOnline ? metric.statusCode : Quality.BAD_NO_COMMUNICATION,
                last == null || last.timestampMs == Metric.NONE ? 0 : last.timestampMs * NS_PER_MS));
    }

    @Override
    public CompletableFuture<Integer> write(String address, Object value) {
        SeenMetric metric = find(address);
        return metric == null
                ? CompletableFuture.completedFuture(Quality.BAD_NODE_ID_UNKNOWN)
                : connector.command(metric, value);
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
