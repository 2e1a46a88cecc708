package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.mqtt.broker.BrokerListener;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.connectors.mqtt.broker.Subscription;
import io.ringmain.connectors.sparkplug.HostState;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.Payload;
import io.ringmain.connectors.sparkplug.payload.PayloadException;
import io.ringmain.connectors.sparkplug.payload.PayloadReader;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Life of a host application on its link: it says that it is online, listens to groups, and hands what comes to the
 * {@link NodeLives}.
 *
 * <p>Thread: the link's; orders may be given by any. Owns: all calls to the publisher and of {@link ConnectorContext#link}.
 */
final class HostSession implements BrokerListener {
    private static final int BAD_OUT_OF_SERVICE = 0x808D0000;
    private static final int TIMEOUT_MS = 5_000;
    private static final int FAREWELL_MS = 500;
    private static final long NS_PER_MS = 1_000_000;
    private static final long CHECK_NS = 20 * NS_PER_MS;

    private final HostSettings settings;
    private final ConnectorContext context;
    private final EdgeNodes nodes;
    private final HostCounters counters;
    private final NodeIntake intake;
    private final Acquisition acquisition;
    private final NodeLives lives;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Set<String> subscribed = new LinkedHashSet<>();
    private BrokerLink link;
    private LinkState reported = LinkState.UNKNOWN;
    private HostState online = new HostState(true, 0);
    private boolean isStopped;
    private long checkedNs;

    HostSession(HostSettings settings, ConnectorContext context, EdgeNodes nodes, HostCounters counters) {
        this.settings = settings;
        this.context = context;
        this.nodes = nodes;
        this.counters = counters;
        intake = new NodeIntake(context, nodes, counters, settings.mostMetrics());
        lives = new NodeLives(settings, counters, intake);
        nodes.bind(context.tags());
        acquisition = context.acquisition(TagSource.Mode.SUBSCRIBE, 0);
        acquisition.phase(AcquisitionPhase.STARTING);
    }

    void use(BrokerLink opened) {
        link = opened;
        lives.use(opened);
    }

    /** What was wrong last, empty when nothing was. Thread: any. */
    String remark() {
        return lives.remark();
    }

    private String stateTopic() {
        return SparkplugTopic.state(settings.hostId());
    }

    @Override
    public Message will() {
        online = new HostState(true, NodeIntake.nowMs());
        return offline();
    }

    private Message offline() {
        return new Message(stateTopic(), new HostState(false, online.timestampMs()).write(), 1, true);
    }

    @Override
    public void onConnected() {
        subscribed.clear();
        subscribed.add(stateTopic());
        link.subscribe(List.of(new Subscription(stateTopic(), 1)));
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.STARTING);
            listen();
        }
        link.publish(new Message(stateTopic(), online.write(), 1, true), TIMEOUT_MS);
        report(LinkState.OK);
        if (!isStopped) {
            askAll();
        }
    }

    /** Asks the broker for groups that it has not been asked for yet. */
    private void listen() {
        Set<String> groups = new LinkedHashSet<>(settings.groups());
        groups.addAll(nodes.groups());
        List<Subscription> wanted = new ArrayList<>();
        for (String group : groups) {
            String filter = SparkplugTopic.NAMESPACE + "/" + group + "/#";
            if (subscribed.add(filter)) {
                wanted.add(new Subscription(filter, 1));
            }
        }
        acquisition.requests(wanted.size());
        link.subscribe(wanted);
        if (wanted.isEmpty()) {
            acquisition.phase(AcquisitionPhase.RUNNING);
        }
    }

    private void askAll() {
        nodes.expectAll();
        long nowNs = System.nanoTime();
        for (EdgeNode node : nodes.all()) {
            if (!node.isOnline) {
                lives.ask(node, nowNs);
            }
        }
    }

    @Override
    public void onSubscribed(List<Subscription> subscriptions, int[] statusCodes) {
        for (int i = 0; i < statusCodes.length; i++) {
            if (Quality.isBad(statusCodes[i])) {
                acquisition.error();
                lives.note(subscriptions.get(i).filter() + " is refused: " + Quality.name(statusCodes[i]));
            }
        }
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.RUNNING);
        }
    }

    @Override
    public void onMessage(Message message) {
        if (message.topic().equals(stateTopic())) {
            HostState state = HostState.read(message.payload());
            boolean isOfBefore = state != null && !state.isOnline() && state.timestampMs() <= online.timestampMs();
            if (isOfBefore && !message.isRetained()) {
                // the will of a connection before this one has come late; what was kept is replaced already
                link.publish(new Message(stateTopic(), online.write(), 1, true), TIMEOUT_MS);
            }
            return;
        }
        SparkplugTopic topic = SparkplugTopic.parse(message.topic());
        if (isStopped || topic == null || topic.type().endsWith("CMD")) {
            return;
        }
        if (message.isRetained()) {
            // nothing but STATE is to be kept by a broker: it would be of a session long gone
            lives.unreadable(message.topic(), "retained");
            return;
        }
        if (message.payload() == null) {
            lives.unreadable(message.topic(), "too large");
            return;
        }
        try {
            // one more than all metrics of a node can not be of use
            Payload payload = PayloadReader.read(message.payload(), settings.mostMetrics() + 1);
            EdgeNode node = nodes.get(topic.group(), topic.node());
            if (node == null) {
                lives.unreadable(message.topic(), "more than " + settings.mostNodes() + " edge nodes");
                return;
            }
            lives.take(node, topic, payload, System.nanoTime());
            acquisition.cycle(intake.updated(), 0);
        } catch (PayloadException e) {
            lives.unreadable(message.topic(), e.getMessage());
        }
    }

    @Override
    public void onTurn(long nowNs) {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
        intake.onTurn();
        context.updates().flush();
        if (nowNs - checkedNs >= CHECK_NS) {
            checkedNs = nowNs;
            boolean mayAsk = link.isConnected() && !isStopped;
            nodes.all().forEach(node -> lives.check(node, nowNs, mayAsk));
        }
    }

    @Override
    public void onUnavailable(String reason) {
        // what is missed meanwhile is not known
        nodes.all().forEach(node -> {
            node.isOnline = false;
            node.sequence.clear();
        });
        report(LinkState.UNAVAILABLE);
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.WAITING);
        }
    }

    @Override
    public void onClosing() {
        link.publish(offline(), FAREWELL_MS);
    }

    private void report(LinkState state) {
        if (state != reported) {
            reported = state;
            context.link(state);
        }
    }

    /** Thread: any. */
    void tagsChanged(List<BoundTag> bound) {
        List<BoundTag> copy = List.copyOf(bound);
        orders.add(() -> {
            nodes.bind(copy);
            if (isStopped || !link.isConnected()) {
                return;
            }
            listen();
            for (EdgeNode node : nodes.all()) {
                if (node.isOnline) {
                    node.byDevice().values().forEach(metrics -> metrics.values().forEach(intake::again));
                }
            }
            askAll();
        });
    }

    /** Thread: any. */
    void control(AcquisitionAction action) {
        orders.add(() -> {
            switch (action) {
                case START -> resume();
                case STOP -> stop();
                case RESTART -> {
                    stop();
                    resume();
                }
                case RESET -> acquisition.reset();
            }
        });
    }

    private void stop() {
        if (isStopped) {
            return;
        }
        isStopped = true;
        subscribed.remove(stateTopic());
        link.unsubscribe(List.copyOf(subscribed));
        subscribed.clear();
        subscribed.add(stateTopic());
        nodes.all().forEach(node -> {
            node.isOnline = false;
            node.sequence.clear();
            intake.status(node, null, BAD_OUT_OF_SERVICE);
        });
        acquisition.phase(AcquisitionPhase.STOPPED);
    }

    private void resume() {
        if (!isStopped) {
            return;
        }
        isStopped = false;
        if (link.isConnected()) {
            acquisition.phase(AcquisitionPhase.STARTING);
            listen();
            askAll();
        } else {
            acquisition.phase(AcquisitionPhase.WAITING);
        }
    }
}
