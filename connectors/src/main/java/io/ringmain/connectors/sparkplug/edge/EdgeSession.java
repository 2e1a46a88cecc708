package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.mqtt.broker.BrokerListener;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.connectors.mqtt.broker.Subscription;
import io.ringmain.connectors.sparkplug.HostState;
import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.connectors.sparkplug.payload.Payload;
import io.ringmain.connectors.sparkplug.payload.PayloadException;
import io.ringmain.connectors.sparkplug.payload.PayloadReader;
import io.ringmain.connectors.sparkplug.payload.PayloadWriter;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;

/**
 * Life of an edge node on its link: death certificate as the will, births once the broker has taken the subscriptions and the
 * primary host is there, data, rebirths, and the way back to waiting when the host goes.
 *
 * <p>Thread: the link's.
 */
final class EdgeSession implements BrokerListener {
    /** Where it stands. */
    private enum Phase {
        /** No connection. */
        AWAY,
        /** Connected; the broker has not answered all subscriptions. */
        SUBSCRIBING,
        /** Everything is ready but the primary host. */
        WAITING_FOR_HOST,
        BORN
    }

    private static final int MOST_METRICS = 10_000;
    private static final int TIMEOUT_MS = 5_000;
    private static final int FAREWELL_MS = 500;
    /** Hosts may ask for births as often as they want; they get them this often. */
    private static final long LEAST_BETWEEN_BIRTHS_NS = 1_000_000_000L;

    private static final String BD_SEQ = "bdSeq";
    private static final String REBIRTH = "Node Control/Rebirth";

    private final EdgeSettings settings;
    private final ServedPlant served;
    private final ConnectorContext context;
    private final EdgeCounters counters;
    private final EdgeStore store;
    private final EdgeCommands commands;
    private final PayloadWriter writer = new PayloadWriter();
    private final EdgeData data;
    private BrokerLink link;
    private volatile String remark = "";
    private Phase phase = Phase.AWAY;
    private LinkState reported = LinkState.UNKNOWN;
    private EdgeModel model = EdgeModel.NONE;
    private EdgeBirth birth;
    private long bdSeq;
    private long seq;
    private int unanswered;
    private HostState host = new HostState(false, 0);
    private boolean isRebirthWanted;
    private long bornNs;

    EdgeSession(
            EdgeSettings settings,
            ServedPlant served,
            ConnectorContext context,
            EdgeCounters counters,
            EdgeCommands commands) {
        this.settings = settings;
        this.served = served;
        this.context = context;
        this.counters = counters;
        this.commands = commands;
        store = new EdgeStore(context.folder());
        data = new EdgeData(settings, served, store, counters, this::send);
    }

    void use(BrokerLink opened) {
        link = opened;
        data.use(opened);
    }

    /** What it waits for, empty when for nothing. Thread: any. */
    String remark() {
        return remark;
    }

    @Override
    public Message will() {
        bdSeq = store.nextBdSeq();
        return death();
    }

    private Message death() {
        Metric metric = Metric.number(BD_SEQ, bdSeq);
        Payload payload = new Payload(nowMs(), Metric.NONE, List.of(metric));
        return new Message(topic("NDEATH", null), writer.write(payload), 1, false);
    }

    private long nowMs() {
        return served.plant().nowNs() / 1_000_000;
    }

    private String topic(String type, String device) {
        return SparkplugTopic.of(settings.group(), type, settings.node(), device);
    }

    @Override
    public void onConnected() {
        phase = Phase.SUBSCRIBING;
        List<Subscription> wanted = new ArrayList<>();
        wanted.add(new Subscription(topic("NCMD", null), 1));
        wanted.add(new Subscription(topic("DCMD", "+"), 1));
        if (!settings.primaryHost().isEmpty()) {
            wanted.add(new Subscription(SparkplugTopic.state(settings.primaryHost()), 1));
        }
        unanswered = wanted.size();
        link.subscribe(wanted);
    }

    @Override
    public void onSubscribed(List<Subscription> subscriptions, int[] statusCodes) {
        for (int i = 0; i < statusCodes.length; i++) {
            if (Quality.isBad(statusCodes[i])) {
                link.reconnect(subscriptions.get(i).filter() + " is refused: " + Quality.name(statusCodes[i]));
                return;
            }
        }
        unanswered -= statusCodes.length;
        if (unanswered == 0 && phase == Phase.SUBSCRIBING) {
            phase = Phase.WAITING_FOR_HOST;
            beginIfPossible();
        }
    }

    private void beginIfPossible() {
        if (phase != Phase.WAITING_FOR_HOST) {
            return;
        }
        if (!settings.primaryHost().isEmpty() && !host.isOnline()) {
            remark = "waiting for the primary host " + settings.primaryHost();
            report(LinkState.UNAVAILABLE);
            return;
        }
        remark = "";
        phase = Phase.BORN;
        data.begin();
        prepareBirth();
    }

    private void prepareBirth() {
        isRebirthWanted = false;
        model = EdgeModel.of(served.plant().site(), settings);
        data.use(model);
        birth = EdgeBirth.of(model, served.plant().values());
    }

    /** Sent once everything in it is journaled. */
    private void sendBirth() {
        EdgeBirth ready = birth;
        birth = null;
        seq = 0;
        List<Metric> own = new ArrayList<>();
        own.add(Metric.number(BD_SEQ, bdSeq));
        own.add(Metric.flag(REBIRTH, false));
        own.forEach(metric -> metric.timestampMs = nowMs());
        own.addAll(ready.metrics(null));
        send("NBIRTH", null, own);
        for (String device : model.devices()) {
            send("DBIRTH", device, ready.metrics(device));
        }
        counters.births.increment();
        bornNs = System.nanoTime();
        data.born();
        report(LinkState.OK);
    }

    private void send(String type, String device, List<Metric> metrics) {
        byte[] payload = writer.write(new Payload(nowMs(), seq, metrics));
        seq = (seq + 1) & 0xFF;
        link.publish(new Message(topic(type, device), payload, 0, false), TIMEOUT_MS);
    }

    @Override
    public void onTurn(long nowNs) {
        if (phase != Phase.BORN) {
            return;
        }
        if (birth != null) {
            if (birth.sequence() <= served.plant().journaledSequence()) {
                sendBirth();
            }
            return;
        }
        if (served.plant().site().version() != model.version()) {
            EdgeModel next = EdgeModel.of(served.plant().site(), settings);
            isRebirthWanted |= !next.isSame(model);
            model = next;
        }
        if (isRebirthWanted && nowNs - bornNs >= LEAST_BETWEEN_BIRTHS_NS) {
            counters.rebirths.increment();
            prepareBirth();
            return;
        }
        if (!isRebirthWanted) {
            data.onTurn(nowNs);
        }
    }

    @Override
    public void onMessage(Message message) {
        if (!settings.primaryHost().isEmpty() && message.topic().equals(SparkplugTopic.state(settings.primaryHost()))) {
            onState(HostState.read(message.payload()));
            return;
        }
        SparkplugTopic topic = SparkplugTopic.parse(message.topic());
        if (topic == null || message.isRetained()) {
            // a command that somebody had the broker keep is not one of now
            counters.notReadable.increment();
            return;
        }
        try {
            if (message.payload() == null) {
                throw new IllegalArgumentException("too large");
            }
            Payload payload = PayloadReader.read(message.payload(), MOST_METRICS);
            for (Metric metric : payload.metrics()) {
                command(topic, metric, message);
            }
        } catch (PayloadException | IllegalArgumentException e) {
            counters.notReadable.increment();
            remark = message.topic() + ": " + e.getMessage();
        }
    }

    private void command(SparkplugTopic topic, Metric metric, Message message) {
        if (topic.device() == null && REBIRTH.equals(metric.name)) {
            isRebirthWanted |= metric.bits == 1 && phase == Phase.BORN;
            return;
        }
        EdgeMetric target = model.find(metric.alias, metric.name);
        boolean isItsOwn = target != null
                && (target.device() == null
                        ? topic.device() == null
                        : target.device().equals(topic.device()));
        commands.take(isItsOwn ? target : null, metric, message);
    }

    private void onState(HostState state) {
        if (state == null) {
            counters.notReadable.increment();
            return;
        }
        if (state.timestampMs() < host.timestampMs()) {
            // a will of a connection that the host has replaced
            return;
        }
        host = state;
        if (state.isOnline()) {
            beginIfPossible();
        } else if (phase == Phase.BORN) {
            data.stop();
            link.publish(death(), FAREWELL_MS);
            link.reconnect("the primary host " + settings.primaryHost() + " is offline");
        }
    }

    @Override
    public void onUnavailable(String reason) {
        if (phase == Phase.BORN) {
            data.stop();
        }
        phase = Phase.AWAY;
        birth = null;
        report(LinkState.UNAVAILABLE);
    }

    @Override
    public void onClosing() {
        if (phase == Phase.BORN) {
            data.leave();
            link.publish(death(), FAREWELL_MS);
        }
    }

    private void report(LinkState state) {
        if (state != reported) {
            reported = state;
            context.link(state);
        }
    }
}
