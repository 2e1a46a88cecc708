package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.connectors.sparkplug.payload.Payload;
import io.ringmain.connectors.sparkplug.payload.PayloadWriter;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;

/** A host application. Started and closed once. Thread: start and close by one, everything else by any. Owns: the link. */
final class HostConnector implements Connector {
    private static final int TIMEOUT_MS = 5_000;

    private final String name;
    private final HostSettings settings;
    private final HostCounters counters = new HostCounters();
    private final EdgeNodes nodes;
    private volatile ConnectorContext context;
    private volatile HostSession session;
    private volatile BrokerLink link;

    HostConnector(String name, HostSettings settings) {
        this.name = name;
        this.settings = settings;
        nodes = new EdgeNodes(settings.mostNodes());
    }

    @Override
    public void start(ConnectorContext connectorContext) {
        if (context != null) {
            throw new IllegalStateException("connector " + name + " is started already");
        }
        context = connectorContext;
        HostSession made = new HostSession(settings, connectorContext, nodes, counters);
        BrokerLink opened = new BrokerLink(name, settings.broker(), made);
        made.use(opened);
        session = made;
        link = opened;
        opened.start();
    }

    @Override
    public void write(DeviceWrite write) {
        ConnectorContext answers = context;
        SeenMetric target = nodes.ofTag(write.tagId());
        if (target == null) {
            answers.answer(write.writeId(), Quality.BAD_NODE_ID_UNKNOWN);
            return;
        }
        command(target, write.value()).thenAccept(status -> answers.answer(write.writeId(), status));
    }

    /** The answer says that the command is on its way: Sparkplug has none of the node's. */
    CompletableFuture<Integer> command(SeenMetric target, Object value) {
        counters.writes.increment();
        BrokerLink present = link;
        EdgeNode node = nodes.find(target.address.group(), target.address.node());
        if (present == null || node == null || !node.isOnline) {
            return CompletableFuture.completedFuture(Quality.BAD_NO_COMMUNICATION);
        }
        long nowMs = NodeIntake.nowMs();
        CommandMetric command = CommandMetric.of(target, value, nowMs);
        if (command.metric() == null) {
            return CompletableFuture.completedFuture(command.statusCode());
        }
        String device = target.address.device();
        String topic = SparkplugTopic.of(node.group, device == null ? "NCMD" : "DCMD", node.node, device);
        byte[] payload = new PayloadWriter().write(new Payload(nowMs, Metric.NONE, List.of(command.metric())));
        return present.publish(new Message(topic, payload, 0, false), TIMEOUT_MS);
    }

    @Override
    public boolean tagsChanged(List<BoundTag> tags) {
        HostSession present = session;
        if (present == null) {
            return false;
        }
        present.tagsChanged(tags);
        return true;
    }

    @Override
    public boolean control(TagSource.Mode mode, int intervalMs, AcquisitionAction action) {
        HostSession present = session;
        if (present == null || mode != TagSource.Mode.SUBSCRIBE) {
            return false;
        }
        present.control(action);
        return true;
    }

    @Override
    public Optional<Browser> browser() {
        return Optional.of(new HostBrowser(nodes, this));
    }

    @Override
    public String detail() {
        BrokerLink present = link;
        if (present == null) {
            return "";
        }
        StringJoiner text = new StringJoiner("; ");
        text.setEmptyValue("");
        if (!present.isConnected() && !present.lastError().isEmpty()) {
            text.add(settings.broker().address() + ": " + present.lastError());
        }
        for (String part : List.of(session.remark(), counters.losses(present.counters()))) {
            if (!part.isEmpty()) {
                text.add(part);
            }
        }
        return text.toString();
    }

    @Override
    public Map<String, Long> counts() {
        BrokerLink present = link;
        return present == null ? Map.of() : counters.values(present.counters());
    }

    @Override
    public void close() {
        BrokerLink present = link;
        if (present != null) {
            present.close();
        }
    }
}
