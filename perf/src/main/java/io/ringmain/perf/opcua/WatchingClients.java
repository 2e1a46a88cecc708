package io.ringmain.perf.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * A process with many bare Milo clients of one server. Arguments: endpoint, clients, items of each, milliseconds of publishing and
 * sampling, URI of the namespace, and what the items' names begin with. It says when all have their first values, then
 * watches for as many seconds as each line of its input says and answers with a {@link WatchReport}.
 */
final class WatchingClients {
    static final String SUBSCRIBED = "subscribed";
    static final String WATCHED = "watched ";

    private final List<OpcUaClient> clients = new ArrayList<>();
    private final List<Publishes> watched = new ArrayList<>();
    private final int intervalMs;

    private WatchingClients(int intervalMs) {
        this.intervalMs = intervalMs;
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        int items = Integer.parseInt(arguments[2]);
        WatchingClients all = new WatchingClients(Integer.parseInt(arguments[3]));
        for (int i = 0; i < count; i++) {
            all.subscribe(arguments[0], items, arguments[4], arguments[5]);
        }
        for (Publishes publishes : all.watched) {
            publishes.awaitValues(items);
        }
        System.out.println(SUBSCRIBED);
        all.obey();
        Runtime.getRuntime().halt(0);
    }

    private void obey() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = System.in.read(); c >= 0; c = System.in.read()) {
            if (c == '\n') {
                System.out.println(WATCHED + watch(Long.parseLong(line.toString())));
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
    }

    private void subscribe(String endpoint, int items, String namespace, String prefix) throws UaException {
        OpcUaClient client = OpcUaClient.create(endpoint);
        client.connect();
        clients.add(client);
        int index = client.getNamespaceTable().getIndex(namespace).intValue();
        Publishes publishes = new Publishes(TimeUnit.MILLISECONDS.toNanos(intervalMs));
        OpcUaSubscription subscription = new OpcUaSubscription(client, intervalMs);
        subscription.setSubscriptionListener(publishes);
        subscription.create();
        for (int i = 0; i < items; i++) {
            OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(new NodeId(index, prefix + i));
            item.setSamplingInterval(intervalMs);
            item.setQueueSize(uint(1));
            subscription.addMonitoredItem(item);
        }
        subscription.createMonitoredItems();
        watched.add(publishes);
    }

    private WatchReport watch(long seconds) {
        watched.forEach(Publishes::begin);
        Stalls stalls = new Stalls(TimeUnit.MILLISECONDS.toNanos(intervalMs));
        stalls.watch(TimeUnit.SECONDS.toNanos(seconds));
        WatchReport report = new WatchReport(0, 0, 0, stalls.periods(), stalls.stalled());
        for (Publishes publishes : watched) {
            report = report.plus(publishes.end());
        }
        return report;
    }

    /**
     * What one subscription got. A publish is late when it comes more than half an interval after its time, which is one
     * interval after the last one.
     */
    private static final class Publishes implements OpcUaSubscription.SubscriptionListener {
        private static final long PATIENCE_NS = 60_000_000_000L;

        private final long intervalNs;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile long values;
        private long publishes;
        private long late;
        private long lastNs;

        Publishes(long intervalNs) {
            this.intervalNs = intervalNs;
        }

        @Override
        public void onDataReceived(
                OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<DataValue> received) {
            long now = System.nanoTime();
            lock.lock();
            try {
                publishes++;
                late += now - lastNs > intervalNs + intervalNs / 2 ? 1 : 0;
                lastNs = now;
                values += received.size();
            } finally {
                lock.unlock();
            }
        }

        void awaitValues(int items) {
            for (long end = System.nanoTime() + PATIENCE_NS; values < items; ) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("only " + values + " of " + items + " values came");
                }
                LockSupport.parkNanos(1_000_000);
            }
        }

        void begin() {
            lock.lock();
            try {
                values = 0;
                publishes = 0;
                late = 0;
                lastNs = System.nanoTime();
            } finally {
                lock.unlock();
            }
        }

        /** What never came is late, too. */
        WatchReport end() {
            lock.lock();
            try {
                long missing = Math.max(0, (System.nanoTime() - lastNs) / intervalNs - 1);
                return new WatchReport(publishes + missing, late + missing, values, 0, 0);
            } finally {
                lock.unlock();
            }
        }
    }
}
