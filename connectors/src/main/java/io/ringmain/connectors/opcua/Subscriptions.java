package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * The subscriptions of one connection, one for each publishing interval. An item that the server refuses becomes its
 * tag's status; the others go on.
 *
 * <p>Thread: made and created by the link's thread; values come on Milo's and are handed over there.
 */
final class Subscriptions implements OpcUaSubscription.SubscriptionListener {
    private final OpcUaClient client;
    private final OpcUaSettings settings;
    private final long session;
    private final Handover handover;
    private final OpcUaCounters counters;
    private final Consumer<String> onLost;
    private String firstItemError = "";

    Subscriptions(
            OpcUaClient client,
            OpcUaSettings settings,
            long session,
            Handover handover,
            OpcUaCounters counters,
            Consumer<String> onLost) {
        this.client = client;
        this.settings = settings;
        this.session = session;
        this.handover = handover;
        this.counters = counters;
        this.onLost = onLost;
    }

    /** Creates them with all items, in as many requests as the batch size asks for. */
    void create(List<TagItem> tags) throws UaException {
        Map<Integer, List<TagItem>> byInterval = new TreeMap<>();
        for (TagItem tag : tags) {
            int interval = settings.publishingIntervalMs() > 0 ? settings.publishingIntervalMs() : tag.intervalMs();
            byInterval.computeIfAbsent(interval, any -> new ArrayList<>()).add(tag);
        }
        for (Map.Entry<Integer, List<TagItem>> entry : byInterval.entrySet()) {
            create(entry.getKey(), entry.getValue());
        }
    }

    private void create(int publishingIntervalMs, List<TagItem> tags) throws UaException {
        OpcUaSubscription subscription = new OpcUaSubscription(client, publishingIntervalMs);
        subscription.setTargetKeepAliveInterval(settings.keepAliveIntervalMs());
        subscription.setMaxMonitoredItemsPerCall(uint(settings.batchSize()));
        subscription.setSubscriptionListener(this);
        subscription.create();
        for (TagItem tag : tags) {
            OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(tag.nodeId());
            item.setSamplingInterval(tag.intervalMs());
            item.setQueueSize(uint(queueSize(publishingIntervalMs, tag.intervalMs())));
            item.setDiscardOldest(true);
            item.setUserObject(tag);
            subscription.addMonitoredItem(item);
        }
        List<MonitoredItemServiceOperationResult> results = subscription.createMonitoredItems();
        List<TagItem> refused = new ArrayList<>();
        List<DataValue> statuses = new ArrayList<>();
        for (MonitoredItemServiceOperationResult result : results) {
            if (!result.serviceResult().isGood()) {
                throw new UaException(result.serviceResult(), "creating monitored items");
            }
            StatusCode code = result.operationResult().orElse(StatusCode.GOOD);
            if (code.isBad()) {
                refused.add(tagOf(result.monitoredItem()));
                statuses.add(new DataValue(code));
            }
        }
        report(refused, statuses);
    }

    private void report(List<TagItem> refused, List<DataValue> statuses) {
        if (refused.isEmpty()) {
            return;
        }
        counters.itemErrors.add(refused.size());
        if (firstItemError.isEmpty()) {
            firstItemError = refused.get(0).name() + ": "
                    + Quality.name(VariantReader.statusCode(statuses.get(0).statusCode()));
        }
        handover.put(new Handover.Values(session, refused.toArray(TagItem[]::new), statuses.toArray(DataValue[]::new)));
    }

    /** Twice what is sampled between two publishings, so that a late publishing loses nothing. */
    private int queueSize(int publishingIntervalMs, int samplingIntervalMs) {
        if (settings.queueSize() > 0) {
            return settings.queueSize();
        }
        return 2 * Math.max(1, (publishingIntervalMs + samplingIntervalMs - 1) / samplingIntervalMs) + 2;
    }

    private static TagItem tagOf(OpcUaMonitoredItem item) {
        return (TagItem) item.getUserObject().orElseThrow();
    }

    /** The first item that was refused, empty when there is none. */
    String firstItemError() {
        return firstItemError;
    }

    @Override
    public void onDataReceived(OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<DataValue> values) {
        TagItem[] tags = new TagItem[items.size()];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = tagOf(items.get(i));
        }
        handover.put(new Handover.Values(session, tags, values.toArray(DataValue[]::new)));
    }

    @Override
    public void onWatchdogTimerElapsed(OpcUaSubscription subscription) {
        onLost.accept("the server stopped publishing");
    }

    @Override
    public void onStatusChanged(OpcUaSubscription subscription, StatusCode status) {
        onLost.accept("subscription ended: " + Quality.name(VariantReader.statusCode(status)));
    }

    @Override
    public void onTransferFailed(OpcUaSubscription subscription, StatusCode status) {
        onLost.accept("subscription lost: " + Quality.name(VariantReader.statusCode(status)));
    }
}
