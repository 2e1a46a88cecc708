package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.Qualities;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.connectors.sparkplug.payload.Payload;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;

/**
 * Makes updates of births, data and deaths that have been put into their order.
 *
 * <p>Thread: the link's.
 */
final class NodeIntake {
    private static final long NS_PER_MS = 1_000_000;
    /** 2262; what is later does not go into 64 bits of ns. */
    private static final long MOST_MS = Long.MAX_VALUE / NS_PER_MS;

    private final UpdatePublisher updates;
    private final MetricValue values;
    private final LateValues late;
    private final EdgeNodes nodes;
    private final HostCounters counters;
    private final int mostMetrics;
    private int updated;

    NodeIntake(ConnectorContext context, EdgeNodes nodes, HostCounters counters, int mostMetrics) {
        updates = context.updates();
        values = new MetricValue(updates);
        late = new LateValues(context.backfill(), counters);
        this.nodes = nodes;
        this.counters = counters;
        this.mostMetrics = mostMetrics;
    }

    void onTurn() {
        late.onTurn();
    }

    /** Updates since it was last asked. */
    int updated() {
        int count = updated;
        updated = 0;
        return count;
    }

    static long nowMs() {
        return System.currentTimeMillis();
    }

    /** Empty when all is well; otherwise why births have to be asked for, or what was left out. */
    String birth(EdgeNode node, SparkplugTopic topic, Payload payload) {
        counters.births.increment();
        String device = EdgeNode.key(topic.device());
        int left = 0;
        for (Metric metric : payload.metrics()) {
            if (metric.name == null || metric.name.isEmpty()) {
                continue;
            }
            MetricAddress address = new MetricAddress(node.group, node.node, topic.device(), metric.name);
            SeenMetric seen = new SeenMetric(address, metric);
            if (!node.add(seen, mostMetrics)) {
                left++;
                continue;
            }
            nodes.join(seen);
            take(seen, metric, payload);
        }
        for (HostTag tag : nodes.tagsOf(node)) {
            boolean isHere = EdgeNode.key(tag.address().device()).equals(device);
            if (isHere && !node.metrics(device).containsKey(tag.address().metric())) {
                count(updates.status(tag.tagId(), Quality.BAD_NODE_ID_UNKNOWN, nowMs() * NS_PER_MS));
            }
        }
        return left == 0 ? "" : left + " metrics left out, at most " + mostMetrics + " are taken";
    }

    /** False when one of the metrics is of no birth. */
    boolean data(EdgeNode node, SparkplugTopic topic, Payload payload) {
        boolean isKnown = true;
        String device = EdgeNode.key(topic.device());
        for (Metric metric : payload.metrics()) {
            SeenMetric seen = node.find(device, metric);
            if (seen == null) {
                counters.unknownAliases.increment();
                isKnown = false;
            } else {
                take(seen, metric, payload);
            }
        }
        return isKnown;
    }

    private void take(SeenMetric seen, Metric metric, Payload payload) {
        DataType type = metric.type == DataType.UNKNOWN ? seen.type : metric.type;
        int statusCode = Qualities.statusCode(metric.quality);
        long timeNs = timeNs(metric, payload);
        if (!metric.isHistorical) {
            seen.last = metric;
            seen.statusCode = statusCode;
        }
        for (HostTag tag : seen.tags) {
            if (metric.isHistorical) {
                late.add(tag, type, metric, statusCode, timeNs);
            } else {
                publish(tag, type, metric, statusCode, timeNs);
            }
        }
    }

    /** What is known of a metric, for tags that have just been bound to it. */
    void again(SeenMetric seen) {
        Metric last = seen.last;
        if (last != null) {
            for (HostTag tag : seen.tags) {
                publish(
                        tag,
                        last.type == DataType.UNKNOWN ? seen.type : last.type,
                        last,
                        seen.statusCode,
                        timeNs(last, null));
            }
        }
    }

    private void publish(HostTag tag, DataType type, Metric metric, int statusCode, long timeNs) {
        int result = values.publish(tag, type, metric, statusCode, timeNs);
        if (result == Quality.GOOD) {
            count(values.isTaken());
            return;
        }
        if (result != Quality.BAD_NO_DATA) {
            counters.mismatched.increment();
        }
        // a value that is null because the node has none keeps what the node says of its quality
        int shown = result == Quality.BAD_NO_DATA && Quality.isBad(statusCode) ? statusCode : result;
        count(updates.status(tag.tagId(), shown, timeNs));
    }

    private static long timeNs(Metric metric, Payload payload) {
        long ms = metric.timestampMs != Metric.NONE
                ? metric.timestampMs
                : payload == null ? Metric.NONE : payload.timestampMs();
        return (ms < 0 || ms > MOST_MS ? nowMs() : ms) * NS_PER_MS;
    }

    /** Tags of a node, or of one device, take a status. */
    void status(EdgeNode node, String device, int statusCode) {
        long nowNs = nowMs() * NS_PER_MS;
        for (HostTag tag : nodes.tagsOf(node)) {
            if (device == null || EdgeNode.key(tag.address().device()).equals(device)) {
                count(updates.status(tag.tagId(), statusCode, nowNs));
            }
        }
    }

    private void count(boolean isTaken) {
        (isTaken ? counters.values : counters.refused).increment();
        updated += isTaken ? 1 : 0;
    }
}
