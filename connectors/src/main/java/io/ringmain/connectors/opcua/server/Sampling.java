package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.JournalGate;
import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.ServedVariable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives monitored items their values, each at its own interval. Tags are looked at only when the journal has a change of
 * them, once for all clients; what is given has been journaled.
 *
 * <p>Thread: its own samples; requests to add and remove come from any and are taken in by it. Owns: the items' places.
 * Allocates: per value that is given.
 */
final class Sampling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sampling.class);
    private static final StatusCode UNKNOWN = new StatusCode(StatusCodes.Bad_NodeIdUnknown);
    private static final long NS_PER_MS = 1_000_000;
    private static final long IDLE_NS = 500 * NS_PER_MS;
    private static final long END_MS = 500;

    private final ServedSite site;
    private final Function<NodeId, ServedNode> nodes;
    private final NodeAttributes attributes;
    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final Map<DataItem, Watch> watches = new IdentityHashMap<>();
    private final TreeMap<Long, SamplingRate> rates = new TreeMap<>();
    private final Reading reading = new Reading();
    private final Thread thread;
    private final AtomicLong late = new AtomicLong();
    private volatile boolean isClosed;
    private volatile boolean isReconfigured;

    /** Where an item's values come from at present. */
    private static final class Watch {
        final DataItem item;
        SamplingRate rate;
        /** Null when a tag is sampled, and when nothing is. */
        ServedVariable variable;

        int tagId = ServedVariable.NO_TAG;

        Watch(DataItem item) {
            this.item = item;
        }
    }

    /** @param nodes finds a node as of now, null when there is none */
    Sampling(String name, ServedSite site, Function<NodeId, ServedNode> nodes, NodeAttributes attributes) {
        this.site = site;
        this.nodes = nodes;
        this.attributes = attributes;
        thread = new Thread(this::run, "opcua-server-" + name + "-sampling");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(List<DataItem> items) {
        request(() -> items.forEach(this::place));
    }

    void change(List<DataItem> items) {
        request(() -> items.forEach(item -> {
            take(item);
            place(item);
        }));
    }

    void remove(List<DataItem> items) {
        request(() -> items.forEach(this::take));
    }

    /** The nodes are others now. Thread: any. */
    void reconfigured() {
        isReconfigured = true;
        LockSupport.unpark(thread);
    }

    /** Rounds of sampling that began more than an interval too late. */
    long late() {
        return late.get();
    }

    private void request(Runnable request) {
        requests.add(request);
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!isClosed) {
            try {
                long dueNs = step();
                long pauseNs = dueNs - System.nanoTime();
                if (pauseNs > 0 && requests.isEmpty() && !isReconfigured) {
                    LockSupport.parkNanos(this, pauseNs);
                }
            } catch (RuntimeException e) {
                LOG.error("sampling goes on after an error", e);
                LockSupport.parkNanos(this, IDLE_NS);
            }
        }
    }

    /** Takes in what has been asked for and samples what is due; gives the time at which there is something to do again. */
    private long step() {
        if (isReconfigured) {
            isReconfigured = false;
            List.copyOf(watches.values()).forEach(this::resolve);
        }
        for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
            request.run();
        }
        long nextNs = System.nanoTime() + IDLE_NS;
        JournalGate gate = site.gate();
        for (SamplingRate rate : rates.values()) {
            long nowNs = System.nanoTime();
            if (nowNs - rate.dueNs() >= 0) {
                if (nowNs - rate.dueNs() > rate.intervalNs()) {
                    late.incrementAndGet();
                }
                rate.sample(site.plant(), gate, reading);
                rate.advance(System.nanoTime());
            }
            if (rate.dueNs() - nextNs < 0) {
                nextNs = rate.dueNs();
            }
        }
        rates.values().removeIf(SamplingRate::isEmpty);
        return nextNs;
    }

    private void place(DataItem item) {
        if (!item.isSamplingEnabled() || watches.containsKey(item)) {
            return;
        }
        Watch watch = new Watch(item);
        watches.put(item, watch);
        resolve(watch);
    }

    private void take(DataItem item) {
        Watch watch = watches.remove(item);
        if (watch != null) {
            detach(watch);
        }
    }

    private void detach(Watch watch) {
        if (watch.rate != null) {
            watch.rate.remove(watch.tagId, watch.item);
        }
        watch.tagId = ServedVariable.NO_TAG;
        watch.variable = null;
    }

    /** Finds out where the values come from, and gives the first one. */
    private void resolve(Watch watch) {
        detach(watch);
        // the one that it had may be gone: those that sample nothing are thrown away
        watch.rate = rates.computeIfAbsent(
                Math.max(1, Math.round(watch.item.getSamplingInterval())), ms -> new SamplingRate(ms * NS_PER_MS));
        ReadValueId id = watch.item.getReadValueId();
        ServedNode node = nodes.apply(id.getNodeId());
        AttributeId attribute = AttributeId.from(id.getAttributeId()).orElse(AttributeId.Value);
        if (node == null) {
            watch.item.setQuality(UNKNOWN);
            return;
        }
        boolean isWhole = id.getIndexRange() == null || id.getIndexRange().isEmpty();
        if (attribute == AttributeId.Value && node instanceof ServedVariable variable && variable.isChanging()) {
            if (variable.tagId() != ServedVariable.NO_TAG && isWhole) {
                watch.tagId = variable.tagId();
                watch.rate.addTag(watch.tagId, watch.item);
            } else {
                watch.variable = variable;
                watch.rate.addVariable(variable, watch.item);
            }
        }
        giveFirst(watch.item, node, attribute, id);
    }

    private void giveFirst(DataItem item, ServedNode node, AttributeId attribute, ReadValueId id) {
        reading.begin();
        DataValue value = attributes.read(
                node,
                attribute,
                id.getIndexRange(),
                id.getDataEncoding(),
                TimestampsToReturn.Both,
                Caller.of(item.getSession()),
                reading);
        if (site.gate().await(reading.sequence(), SamplingRate.PATIENCE_MS)) {
            item.setValue(value);
        } else {
            item.setValue(new DataValue(StatusCodes.Bad_WaitingForInitialData));
        }
    }

    /** Ends within half a second. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
