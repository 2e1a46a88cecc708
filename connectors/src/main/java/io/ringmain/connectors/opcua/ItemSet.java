package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;

/**
 * One subscription and its monitored items. A filter that the server does not know for an item is left out, as more values
 * than wanted are better than none.
 *
 * <p>Thread: the link's.
 */
final class ItemSet {
    /** Values of one publish response; a server has more publish at once what is left. */
    private static final int MOST_NOTIFICATIONS = 10_000;

    private final OpcUaClient client;
    private final OpcUaSettings settings;
    private final OpcUaSubscription subscription;
    private final int publishingIntervalMs;
    private final Map<ReadSource, OpcUaMonitoredItem> items = new LinkedHashMap<>();
    private int batch;
    private int requests;
    private int revised;

    private ItemSet(
            OpcUaClient client, OpcUaSettings settings, OpcUaSubscription subscription, int publishingIntervalMs)
            throws UaException {
        this.client = client;
        this.settings = settings;
        this.subscription = subscription;
        this.publishingIntervalMs = publishingIntervalMs;
        long limit = client.getOperationLimits()
                .maxMonitoredItemsPerCall()
                .map(UInteger::longValue)
                .orElse(0L);
        this.batch = limit == 0 ? settings.batchSize() : (int) Math.min(settings.batchSize(), limit);
    }

    static ItemSet create(
            OpcUaClient client,
            OpcUaSettings settings,
            int publishingIntervalMs,
            OpcUaSubscription.SubscriptionListener listener)
            throws UaException {
        OpcUaSubscription subscription = new OpcUaSubscription(client, publishingIntervalMs);
        subscription.setTargetKeepAliveInterval(settings.keepAliveIntervalMs());
        // as long as the session lives, so that it outlasts a lost connection
        subscription.setLifetimeCount(uint(Math.max(
                3L * subscription.getMaxKeepAliveCount().longValue(),
                settings.sessionTimeoutMs() / Math.max(1, publishingIntervalMs))));
        subscription.setMaxMonitoredItemsPerCall(uint(settings.batchSize()));
        subscription.setMaxNotificationsPerPublish(uint(MOST_NOTIFICATIONS));
        subscription.setUserObject(new PublishingGrid(TimeUnit.MILLISECONDS.toNanos(publishingIntervalMs)));
        subscription.setSubscriptionListener(listener);
        subscription.create();
        subscription
                .getRevisedPublishingInterval()
                .ifPresent(actual -> subscription.setUserObject(new PublishingGrid((long) (actual * 1e6))));
        return new ItemSet(client, settings, subscription, publishingIntervalMs);
    }

    Set<ReadSource> sources() {
        return items.keySet();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** The result of each of them. */
    Map<ReadSource, StatusCode> add(Collection<ReadSource> sources) throws UaException {
        Map<ReadSource, StatusCode> results = new LinkedHashMap<>();
        Set<OpcUaMonitoredItem> coming = new HashSet<>();
        for (ReadSource source : sources) {
            OpcUaMonitoredItem known = items.get(source);
            NodeId node = source.tags()[0].address().resolve(client.getNamespaceTable());
            if (known != null) {
                coming.add(known);
            } else if (node == null) {
                items.put(source, null);
                results.put(source, new StatusCode(StatusCodes.Bad_NodeIdUnknown));
            } else {
                OpcUaMonitoredItem item = item(source, node);
                items.put(source, item);
                subscription.addMonitoredItem(item);
                coming.add(item);
            }
        }
        List<OpcUaMonitoredItem> unfiltered = create(coming, results);
        if (!unfiltered.isEmpty()) {
            create(new HashSet<>(unfiltered), results);
        }
        return results;
    }

    private OpcUaMonitoredItem item(ReadSource source, NodeId node) {
        ItemOptions options = source.key().options();
        int sampling =
                options.samplingMs() > 0 ? options.samplingMs() : source.key().intervalMs();
        OpcUaMonitoredItem item = new OpcUaMonitoredItem(source.readValueId(node));
        item.setSamplingInterval(sampling);
        item.setQueueSize(uint(options.queueSize() > 0 ? options.queueSize() : queueSize(sampling)));
        item.setDiscardOldest(options.discardOldest());
        if (options.isFiltered()) {
            item.setFilter(new DataChangeFilter(
                    options.trigger(), uint(options.deadbandType().getValue()), options.deadband()));
        }
        item.setUserObject(source);
        return item;
    }

    /** Twice what is sampled between two publishings, so that a late publishing loses nothing. */
    private int queueSize(int samplingMs) {
        if (settings.queueSize() > 0) {
            return settings.queueSize();
        }
        long sampled = (publishingIntervalMs + samplingMs - 1L) / samplingMs;
        return (int) Math.min(ItemOptions.MOST_QUEUED, 2 * Math.max(1, sampled) + 2);
    }

    /** Creates them; gives those whose filter the server does not take, now without it. */
    private List<OpcUaMonitoredItem> create(Set<OpcUaMonitoredItem> coming, Map<ReadSource, StatusCode> results)
            throws UaException {
        List<OpcUaMonitoredItem> unfiltered = new ArrayList<>();
        Set<OpcUaMonitoredItem> open = coming;
        while (!open.isEmpty()) {
            Set<OpcUaMonitoredItem> now = open;
            Set<OpcUaMonitoredItem> tooMany = new HashSet<>();
            requests += (now.size() + batch - 1) / batch;
            for (MonitoredItemServiceOperationResult result : subscription.createMonitoredItems(now::contains)) {
                OpcUaMonitoredItem item = result.monitoredItem();
                StatusCode service = result.serviceResult();
                StatusCode code = result.operationResult().orElse(StatusCode.GOOD);
                if (isTooMany(service) && batch > 1) {
                    tooMany.add(item);
                } else if (!service.isGood()) {
                    throw new UaException(service, "creating monitored items");
                } else if (code.isBad() && item.getFilter() != null && isOfFilter(code)) {
                    item.setFilter(null);
                    revised++;
                    unfiltered.add(item);
                } else {
                    results.put((ReadSource) item.getUserObject().orElseThrow(), code);
                    noteRevision(item, code);
                }
            }
            if (!tooMany.isEmpty()) {
                batch = Math.max(1, batch / 2);
                subscription.setMaxMonitoredItemsPerCall(uint(batch));
            }
            open = tooMany;
        }
        return unfiltered;
    }

    private void noteRevision(OpcUaMonitoredItem item, StatusCode code) {
        boolean isSlower = item.getRevisedSamplingInterval().orElse(0.0) > item.getSamplingInterval();
        boolean isShorter =
                item.getRevisedQueueSize().orElse(item.getQueueSize()).longValue()
                        < item.getQueueSize().longValue();
        if (!code.isBad() && (isSlower || isShorter)) {
            revised++;
        }
    }

    /** A server that takes less at once than it says, or does not say. */
    static boolean isTooMany(StatusCode service) {
        long code = service.value();
        return code == StatusCodes.Bad_TooManyOperations
                || code == StatusCodes.Bad_RequestTooLarge
                || code == StatusCodes.Bad_ResponseTooLarge
                || code == StatusCodes.Bad_EncodingLimitsExceeded;
    }

    private static boolean isOfFilter(StatusCode status) {
        long code = status.value();
        return code == StatusCodes.Bad_MonitoredItemFilterUnsupported
                || code == StatusCodes.Bad_MonitoredItemFilterInvalid
                || code == StatusCodes.Bad_FilterNotAllowed
                || code == StatusCodes.Bad_DeadbandFilterInvalid;
    }

    /** Ends what is monitored for them; gives how many requests that took. */
    int remove(Collection<ReadSource> sources) {
        int count = 0;
        for (ReadSource source : sources) {
            OpcUaMonitoredItem item = items.remove(source);
            if (item != null) {
                subscription.removeMonitoredItem(item);
                count++;
            }
        }
        if (count > 0) {
            subscription.deleteMonitoredItems();
        }
        return (count + batch - 1) / batch;
    }

    /** How many requests were sent since it was asked last. */
    int takeRequests() {
        int count = requests;
        requests = 0;
        return count;
    }

    /** How many items the server monitors otherwise than asked for, since it was asked last. */
    int takeRevised() {
        int count = revised;
        revised = 0;
        return count;
    }

    /** Ends the subscription. */
    void end() throws UaException {
        items.clear();
        subscription.delete();
    }
}
