package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/**
 * Hears of changes of the server's address space (model change events, OPC 10000-3, 9.32), where the server has them. Its
 * subscription stays for as long as the connection: Milo publishes no more when the last one goes and another one comes.
 *
 * <p>Thread: the link's; events come on Milo's.
 */
final class ModelWatch implements OpcUaSubscription.SubscriptionListener {
    private static final double PUBLISHING_MS = 1_000;

    private final Consumer<String> onLost;
    private volatile boolean hasChanged;

    private ModelWatch(Consumer<String> onLost) {
        this.onLost = onLost;
    }

    static ModelWatch start(OpcUaClient client, OpcUaSettings settings, Consumer<String> onLost) throws UaException {
        ModelWatch watch = new ModelWatch(onLost);
        OpcUaSubscription subscription = new OpcUaSubscription(client, PUBLISHING_MS);
        subscription.setTargetKeepAliveInterval(settings.keepAliveIntervalMs());
        // as long as the session lives, so that it outlasts a link that comes and goes
        subscription.setLifetimeCount(uint(Math.max(
                3L * subscription.getMaxKeepAliveCount().longValue(),
                settings.sessionTimeoutMs() / (long) PUBLISHING_MS)));
        subscription.setSubscriptionListener(watch);
        subscription.create();
        OpcUaMonitoredItem item = new OpcUaMonitoredItem(
                new ReadValueId(NodeIds.Server, AttributeId.EventNotifier.uid(), null, QualifiedName.NULL_VALUE));
        item.setSamplingInterval(0);
        item.setQueueSize(uint(10));
        item.setFilter(filter(client.getStaticEncodingContext()));
        subscription.addMonitoredItem(item);
        // a server that has no events refuses it, and is asked every 30 s instead
        subscription.createMonitoredItems();
        return watch;
    }

    private static EventFilter filter(EncodingContext context) {
        SimpleAttributeOperand type = new SimpleAttributeOperand(
                NodeIds.BaseEventType,
                new QualifiedName[] {new QualifiedName(0, "EventType")},
                AttributeId.Value.uid(),
                null);
        ContentFilterElement isModelChange = new ContentFilterElement(FilterOperator.OfType, new ExtensionObject[] {
            ExtensionObject.encode(context, new LiteralOperand(new Variant(NodeIds.BaseModelChangeEventType)))
        });
        return new EventFilter(
                new SimpleAttributeOperand[] {type}, new ContentFilter(new ContentFilterElement[] {isModelChange}));
    }

    /** Whether the address space has changed since it was asked last. */
    boolean takeChange() {
        boolean is = hasChanged;
        hasChanged = false;
        return is;
    }

    @Override
    public void onEventReceived(
            OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<Variant[]> fields) {
        hasChanged = true;
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
