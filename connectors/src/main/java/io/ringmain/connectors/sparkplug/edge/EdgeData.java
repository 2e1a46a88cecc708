package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends what changes, and before that what was missed. How far it came is kept on disk; because data is sent with QoS 0, as
 * prescribed, a position counts as reached only when the link has lived on for one and a half keep-alives.
 *
 * <p>Thread: the link's.
 */
final class EdgeData {

    /** Sends one message. */
    interface Sender {
        void send(String type, String device, List<Metric> metrics);
    }

    /** Messages under way to the broker; beyond that things wait. */
    private static final int MOST_PENDING = 100;

    private static final int MOST_METRICS = 500;
    private static final long NEVER = -1;
    private static final long NS_PER_MS = 1_000_000;
    private static final long MARK_NS = 500 * NS_PER_MS;

    /** At this time everything up to this sequence had been sent. */
    private record Mark(long timeNs, long sequence) {}

    private final EdgeSettings settings;
    private final ServedPlant served;
    private final Plant plant;
    private final EdgeStore store;
    private final EdgeCounters counters;
    private final Sender sender;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final TagValue value = new TagValue();
    private BrokerLink link;
    private EdgeModel model = EdgeModel.NONE;
    private long[] sent = {};
    private long total = NEVER;
    private boolean isUnfinished;
    private long nextNs = System.nanoTime();
    private Missed missed;
    private boolean isFirst;
    private String device;
    private final List<Metric> historical = new ArrayList<>();

    EdgeData(EdgeSettings settings, ServedPlant served, EdgeStore store, EdgeCounters counters, Sender sender) {
        this.settings = settings;
        this.served = served;
        plant = served.plant();
        this.store = store;
        this.counters = counters;
        this.sender = sender;
        if (store.sent() == EdgeStore.NONE) {
            // the first start: history begins now, also if the broker is not there yet
            store.sent(plant.journaledSequence());
        }
    }

    void use(BrokerLink opened) {
        link = opened;
    }

    /** A connection begins to count: what follows its birth are first the values that were missed. */
    void begin() {
        isFirst = true;
        marks.clear();
    }

    /** Births are made anew from the present values. */
    void use(EdgeModel next) {
        model = next;
        if (missed != null) {
            flushHistorical();
            missed.use(next);
        }
        sent = new long[next.metrics().size()];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = plant.changes().of(next.metrics().get(i).tagId());
        }
        // the marks may be older than the values that are read now, but not newer
        total = NEVER;
    }

    /** The births are out. */
    void born() {
        if (!isFirst) {
            return;
        }
        isFirst = false;
        long journaled = plant.journaledSequence();
        if (settings.forwardMs() == 0) {
            store.sent(journaled);
        } else if (store.sent() < journaled) {
            missed = new Missed(
                    served.journal(),
                    model,
                    counters,
                    store.sent(),
                    journaled,
                    plant.nowNs() - settings.forwardMs() * NS_PER_MS);
        }
    }

    void onTurn(long nowNs) {
        if (missed != null) {
            forward();
        }
        if (nowNs - nextNs < 0 || link.pending() >= MOST_PENDING) {
            return;
        }
        nextNs = nowNs + settings.intervalMs() * NS_PER_MS;
        long journaled = plant.journaledSequence();
        long now = plant.changes().total();
        if (now != total || isUnfinished) {
            total = now;
            sendChanges(journaled);
        }
        if (!isUnfinished && missed == null) {
            mark(nowNs, journaled);
        }
    }

    private void mark(long nowNs, long sequence) {
        if (marks.isEmpty() || nowNs - marks.peekLast().timeNs() >= MARK_NS) {
            marks.addLast(new Mark(nowNs, sequence));
        }
        long confirmedNs = nowNs - settings.broker().keepAliveS() * 1_500L * NS_PER_MS;
        Mark confirmed = null;
        while (!marks.isEmpty() && marks.peekFirst().timeNs() - confirmedNs <= 0) {
            confirmed = marks.pollFirst();
        }
        if (confirmed != null) {
            store.sent(confirmed.sequence());
        }
    }

    private void sendChanges(long journaled) {
        isUnfinished = false;
        Map<String, List<Metric>> byDevice = new HashMap<>();
        for (int i = 0; i < sent.length; i++) {
            EdgeMetric metric = model.metrics().get(i);
            long mark = plant.changes().of(metric.tagId());
            if (mark == sent[i] || !plant.values().read(metric.tagId(), value)) {
                continue;
            }
            if (value.sequence > journaled) {
                isUnfinished = true;
                continue;
            }
            sent[i] = mark;
            byDevice.computeIfAbsent(metric.device(), any -> new ArrayList<>()).add(metric.data(value));
        }
        byDevice.forEach((name, metrics) -> {
            for (int from = 0; from < metrics.size(); from += MOST_METRICS) {
                List<Metric> some = metrics.subList(from, Math.min(from + MOST_METRICS, metrics.size()));
                sender.send(name == null ? "NDATA" : "DDATA", name, some);
                counters.values.add(some.size());
            }
        });
    }

    private void forward() {
        while (link.pending() < MOST_PENDING) {
            if (!missed.poll(this::addHistorical)) {
                flushHistorical();
                missed.close();
                missed = null;
                return;
            }
        }
    }

    /** Values go in the order in which they happened: another device begins another message. */
    private void addHistorical(EdgeMetric source, Metric metric) {
        boolean isOfAnother = device == null ? source.device() != null : !device.equals(source.device());
        if (isOfAnother || historical.size() >= MOST_METRICS) {
            flushHistorical();
        }
        device = source.device();
        historical.add(metric);
    }

    private void flushHistorical() {
        if (!historical.isEmpty()) {
            sender.send(device == null ? "NDATA" : "DDATA", device, List.copyOf(historical));
            counters.historical.add(historical.size());
            counters.values.add(historical.size());
            historical.clear();
        }
    }

    /** The link is gone, or the host: what was sent last may be lost. */
    void stop() {
        marks.clear();
        historical.clear();
        if (missed != null) {
            missed.close();
            missed = null;
        }
    }

    /** The node ends in order: what was sent has arrived. */
    void leave() {
        if (missed == null && !isFirst) {
            long journaled = plant.journaledSequence();
            sendChanges(journaled);
            if (!isUnfinished) {
                store.sent(journaled);
            }
        }
        stop();
    }
}
