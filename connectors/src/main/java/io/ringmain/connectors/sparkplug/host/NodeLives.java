package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.connectors.sparkplug.payload.Payload;
import io.ringmain.connectors.sparkplug.payload.PayloadWriter;
import io.ringmain.core.tag.Quality;
import java.util.List;

/**
 * Births and deaths of edge nodes and their devices: keeps the sequence of each node, and asks for births when something is
 * missing.
 *
 * <p>Thread: the link's; {@link #remark} any.
 */
final class NodeLives {
    private static final int TIMEOUT_MS = 5_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final int NUMBERS = 256;

    private final HostSettings settings;
    private final HostCounters counters;
    private final NodeIntake intake;
    private final PayloadWriter writer = new PayloadWriter();
    private BrokerLink link;
    private volatile String remark = "";

    NodeLives(HostSettings settings, HostCounters counters, NodeIntake intake) {
        this.settings = settings;
        this.counters = counters;
        this.intake = intake;
    }

    void use(BrokerLink opened) {
        link = opened;
    }

    /** What was wrong last, empty when nothing was. */
    String remark() {
        return remark;
    }

    void note(String problem) {
        remark = problem;
    }

    void unreadable(String topic, String reason) {
        counters.notReadable.increment();
        remark = topic + ": " + reason;
    }

    /** Asks a node for its births, now or as soon as that may be done again. */
    void ask(EdgeNode node, long nowNs) {
        if (!node.mayAsk(nowNs, settings.rebirthMs() * NS_PER_MS)) {
            node.isBirthWanted = true;
            return;
        }
        counters.rebirthRequests.increment();
        byte[] payload = writer.write(
                new Payload(NodeIntake.nowMs(), Metric.NONE, List.of(Metric.flag("Node Control/Rebirth", true))));
        String topic = SparkplugTopic.of(node.group, "NCMD", node.node, null);
        link.publish(new Message(topic, payload, 0, false), TIMEOUT_MS);
    }

    /** A message of a node has come. */
    void take(EdgeNode node, SparkplugTopic topic, Payload payload, long nowNs) {
        switch (topic.type()) {
            case "NBIRTH" -> nodeBirth(node, topic, payload, nowNs);
            case "NDEATH" -> nodeDeath(node, payload);
            case "NDATA", "DBIRTH", "DDATA", "DDEATH" -> inOrder(node, topic, payload, nowNs);
            default -> counters.notReadable.increment();
        }
    }

    private void nodeBirth(EdgeNode node, SparkplugTopic topic, Payload payload, long nowNs) {
        if (payload.seq() < 0 || payload.seq() >= NUMBERS) {
            counters.notReadable.increment();
            remark = node.group + "/" + node.node + ": NBIRTH without a sequence number";
            return;
        }
        Metric bdSeq = payload.metric("bdSeq");
        node.bdSeq = bdSeq == null ? Metric.NONE : bdSeq.bits;
        node.begin(nowNs);
        node.sequence.begin(payload.seq());
        node.isOnline = true;
        node.isBirthWanted = false;
        note(node, intake.birth(node, topic, payload));
    }

    private void nodeDeath(EdgeNode node, Payload payload) {
        Metric bdSeq = payload.metric("bdSeq");
        if (bdSeq != null && node.bdSeq != Metric.NONE && bdSeq.bits != node.bdSeq) {
            // of a connection before the last birth
            return;
        }
        counters.deaths.increment();
        node.isOnline = false;
        node.sequence.clear();
        intake.status(node, null, Quality.BAD_NO_COMMUNICATION);
    }

    private void inOrder(EdgeNode node, SparkplugTopic topic, Payload payload, long nowNs) {
        if (!node.isOnline) {
            ask(node, nowNs);
            return;
        }
        if (payload.seq() < 0 || payload.seq() >= NUMBERS) {
            counters.notReadable.increment();
            return;
        }
        switch (node.sequence.add(topic, payload, nowNs)) {
            case EARLY -> counters.reordered.increment();
            case OLD -> lost(node, nowNs);
            case NEXT -> {
                apply(node, topic, payload, nowNs);
                for (Sequence.Early next = node.sequence.poll(nowNs);
                        next != null && node.isOnline;
                        next = node.sequence.poll(nowNs)) {
                    apply(node, next.topic(), next.payload(), nowNs);
                }
            }
        }
    }

    private void apply(EdgeNode node, SparkplugTopic topic, Payload payload, long nowNs) {
        String device = EdgeNode.key(topic.device());
        switch (topic.type()) {
            case "DBIRTH" -> {
                if (!node.begin(device, settings.mostMetrics())) {
                    unreadable(topic.toString(), "more than " + settings.mostMetrics() + " devices");
                    return;
                }
                note(node, intake.birth(node, topic, payload));
            }
            case "DDEATH" -> {
                counters.deaths.increment();
                node.end(device);
                intake.status(node, device, Quality.BAD_NO_COMMUNICATION);
            }
            default -> {
                if (!node.isBorn(device) || !intake.data(node, topic, payload)) {
                    ask(node, nowNs);
                }
            }
        }
    }

    private void note(EdgeNode node, String problem) {
        if (!problem.isEmpty()) {
            remark = node.group + "/" + node.node + ": " + problem;
        }
    }

    /** Something is missing: what its tags show may be out of date until the node is born again. */
    private void lost(EdgeNode node, long nowNs) {
        counters.gaps.increment();
        remark = node.group + "/" + node.node + ": a gap in the sequence";
        node.isOnline = false;
        node.sequence.clear();
        intake.status(node, null, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        ask(node, nowNs);
    }

    /** Looks whether what was waited for has come in time. */
    void check(EdgeNode node, long nowNs, boolean mayAsk) {
        if (node.isOnline && node.sequence.isLost(nowNs, settings.reorderMs() * NS_PER_MS)) {
            lost(node, nowNs);
        }
        if (node.isBirthWanted && mayAsk) {
            ask(node, nowNs);
        }
        String overdue = node.overdue(nowNs, settings.reorderMs() * NS_PER_MS);
        if (overdue != null) {
            node.end(overdue);
            intake.status(node, overdue, Quality.BAD_NO_COMMUNICATION);
        }
    }
}
