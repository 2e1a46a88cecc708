package io.ringmain.perf.load;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.perf.SuiteFailedException;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * A bare Milo client with a subscription like our connector's: what OPC UA alone takes.
 *
 * <p>Thread: one owner; values are told in Milo's.
 */
final class FieldClient implements AutoCloseable, OpcUaSubscription.SubscriptionListener {
    private static final int QUEUE = 4;

    private final OpcUaClient client;
    private final DoubleConsumer values;

    FieldClient(String endpoint, int variables, DoubleConsumer values) {
        this.values = values;
        try {
            client = OpcUaClient.create(endpoint);
            client.connect();
            OpcUaSubscription subscription = new OpcUaSubscription(client, FieldServer.INTERVAL_MS);
            subscription.setSubscriptionListener(this);
            subscription.create();
            for (int i = 0; i < variables; i++) {
                OpcUaMonitoredItem item = OpcUaMonitoredItem.newDataItem(NodeId.parse(FieldServer.address(i)));
                item.setSamplingInterval(FieldServer.INTERVAL_MS);
                item.setQueueSize(uint(QUEUE));
                subscription.addMonitoredItem(item);
            }
            subscription.createMonitoredItems();
        } catch (UaException e) {
            throw new SuiteFailedException("latency: the bare client could not subscribe: " + e);
        }
    }

    @Override
    public void onDataReceived(
            OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<DataValue> received) {
        for (DataValue value : received) {
            if (value.value().value() instanceof Double number) {
                values.accept(number);
            }
        }
    }

    @Override
    public void close() {
        try {
            client.disconnect();
        } catch (UaException e) {
            System.err.println("perf: the bare client did not disconnect: " + e);
        }
    }
}
