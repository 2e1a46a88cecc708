package io.ringmain.connectors.opcua;

import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * The subscriptions of one connection, one for each publishing interval. A source that the server refuses becomes the status
 * of its tags, and is tried again by {@link #retry}; the others go on. Sources come and go while the rest is live.
 *
 * <p>Thread: the link's; values come on Milo's and are handed over there.
 */
final class Subscriptions implements OpcUaSubscription.SubscriptionListener {
    private final OpcUaClient client;
    private final OpcUaSettings settings;
    private final SourceGroup group;
    private final Inbox inbox;
    private final OpcUaCounters counters;
    private final Consumer<String> onLost;
    private final Map<Integer, ItemSet> byInterval = new TreeMap<>();
    private final Map<ReadSource, StatusCode> refused = new HashMap<>();

    /** @param onLost told when the server ends a subscription */
    Subscriptions(
            OpcUaClient client,
            OpcUaSettings settings,
            SourceGroup group,
            Inbox inbox,
            OpcUaCounters counters,
            Consumer<String> onLost) {
        this.client = client;
        this.settings = settings;
        this.group = group;
        this.inbox = inbox;
        this.counters = counters;
        this.onLost = onLost;
    }

    /** Has the server monitor them, in as many requests as its limits and the batch size ask for. */
    void add(Collection<ReadSource> sources) throws UaException {
        Map<Integer, List<ReadSource>> coming = new TreeMap<>();
        for (ReadSource source : sources) {
            coming.computeIfAbsent(publishingIntervalMs(source), any -> new ArrayList<>())
                    .add(source);
        }
        for (Map.Entry<Integer, List<ReadSource>> entry : coming.entrySet()) {
            ItemSet items = byInterval.get(entry.getKey());
            if (items == null) {
                items = ItemSet.create(client, settings, entry.getKey(), this);
                byInterval.put(entry.getKey(), items);
                group.notes().requests(1);
            }
            take(items.add(entry.getValue()), items);
        }
    }

    private int publishingIntervalMs(ReadSource source) {
        return settings.publishingIntervalMs() > 0
                ? settings.publishingIntervalMs()
                : source.key().intervalMs();
    }

    /** Ends what is monitored for them; subscriptions without items end too. */
    void remove(Collection<ReadSource> sources) throws UaException {
        Map<ItemSet, List<ReadSource>> going = new HashMap<>();
        for (ReadSource source : sources) {
            refused.remove(source);
            ItemSet items = byInterval.get(publishingIntervalMs(source));
            if (items != null) {
                going.computeIfAbsent(items, any -> new ArrayList<>()).add(source);
            }
        }
        for (Map.Entry<ItemSet, List<ReadSource>> entry : going.entrySet()) {
            ItemSet items = entry.getKey();
            group.notes().requests(items.remove(entry.getValue()));
            if (items.isEmpty()) {
                byInterval.values().remove(items);
                items.end();
                group.notes().requests(1);
            }
        }
    }

    /** Tries again what was refused, and anew what was there and is gone. */
    void retry() throws UaException {
        for (ItemSet items : byInterval.values()) {
            List<ReadSource> again = new ArrayList<>();
            List<ReadSource> anew = new ArrayList<>();
            for (ReadSource source : items.sources()) {
                if (refused.containsKey(source)) {
                    again.add(source);
                } else if (source.isGone()) {
                    anew.add(source);
                }
            }
            if (!anew.isEmpty()) {
                group.notes().requests(items.remove(anew));
                again.addAll(anew);
            }
            if (!again.isEmpty()) {
                take(items.add(again), items);
            }
        }
    }

    private void take(Map<ReadSource, StatusCode> results, ItemSet items) {
        group.notes().requests(items.takeRequests());
        counters.revisedItems.add(items.takeRevised());
        List<ReadSource> sources = new ArrayList<>();
        List<DataValue> statuses = new ArrayList<>();
        results.forEach((source, code) -> {
            if (code.isBad()) {
                if (refused.put(source, code) == null) {
                    counters.itemErrors.increment();
                    sources.add(source);
                    statuses.add(new DataValue(code));
                }
            } else {
                refused.remove(source);
            }
        });
        if (!sources.isEmpty()) {
            inbox.statuses(group, sources.toArray(ReadSource[]::new), statuses.toArray(DataValue[]::new));
        }
    }

    /** How many the server monitors. */
    int monitored() {
        int count = 0;
        for (ItemSet items : byInterval.values()) {
            count += items.sources().size();
        }
        return count - refused.size();
    }

    /** One that was refused and why, empty when there is none. */
    String error() {
        for (Map.Entry<ReadSource, StatusCode> entry : refused.entrySet()) {
            return entry.getKey().name() + ": " + Quality.name(VariantReader.statusCode(entry.getValue()));
        }
        return "";
    }

    /** Ends all of them at the server. */
    void end() throws UaException {
        List<ItemSet> all = List.copyOf(byInterval.values());
        byInterval.clear();
        refused.clear();
        for (ItemSet items : all) {
            items.end();
            group.notes().requests(1);
        }
    }

    @Override
    public void onDataReceived(OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<DataValue> values) {
        ReadSource[] sources = new ReadSource[items.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = (ReadSource) items.get(i).getUserObject().orElseThrow();
        }
        inbox.published(group, sources, values.toArray(DataValue[]::new), latenessNs(subscription));
    }

    private static long latenessNs(OpcUaSubscription subscription) {
        return ((PublishingGrid) subscription.getUserObject().orElseThrow()).latenessNs(System.nanoTime());
    }

    @Override
    public void onWatchdogTimerElapsed(OpcUaSubscription subscription) {
        onLost.accept(OpcUaSession.STOPPED_PUBLISHING);
    }

    @Override
    public void onStatusChanged(OpcUaSubscription subscription, StatusCode status) {
        if (status.value() != StatusCodes.Good_SubscriptionTransferred) {
            onLost.accept("subscription ended: " + Reason.name(status));
        }
    }

    @Override
    public void onTransferFailed(OpcUaSubscription subscription, StatusCode status) {
        onLost.accept("subscription lost: " + Reason.name(status));
    }
}
