package io.ringmain.perf.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/**
 * Variables of one double each that all change at once. Monitored items get each change straight away, without Milo's
 * sampling, so that as little as can be is spent on this side.
 *
 * <p>Thread: {@link #change} its owner; the rest Milo's.
 */
final class BatchNamespace extends ManagedNamespaceWithLifecycle {
    private static final String URI = "urn:ringmain:perf:batch";
    private static final String NAME = "V";

    private final List<UaVariableNode> nodes = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<DataItem> items = new ArrayList<>();
    private final AtomicLong readRequests = new AtomicLong();

    BatchNamespace(OpcUaServer server, int variables) {
        super(server, URI);
        getLifecycleManager().addStartupTask(() -> addNodes(variables));
    }

    static String address(int variable) {
        return "ns=2;s=" + NAME + variable;
    }

    private void addNodes(int variables) {
        for (int i = 0; i < variables; i++) {
            String name = NAME + i;
            UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                    .setNodeId(newNodeId(name))
                    .setAccessLevel(AccessLevel.READ_ONLY)
                    .setUserAccessLevel(AccessLevel.READ_ONLY)
                    .setBrowseName(newQualifiedName(name))
                    .setDisplayName(LocalizedText.english(name))
                    .setDataType(NodeIds.Double)
                    .setTypeDefinition(NodeIds.BaseDataVariableType)
                    .build();
            node.addReference(new Reference(
                    node.getNodeId(),
                    NodeIds.Organizes,
                    NodeIds.ObjectsFolder.expanded(),
                    Reference.Direction.INVERSE));
            getNodeManager().addNode(node);
            node.setValue(value(0));
            nodes.add(node);
        }
    }

    private static DataValue value(double number) {
        DateTime now = DateTime.now();
        return new DataValue(new Variant(number), StatusCode.GOOD, now, now);
    }

    /** Gives every monitored item that value; returns how many there are. */
    int change(double number) {
        DataValue value = value(number);
        lock.lock();
        try {
            items.forEach(item -> item.setValue(value));
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    /** Gives every variable that value, for those who read. */
    void set(double number) {
        DataValue value = value(number);
        nodes.forEach(node -> node.setValue(value));
    }

    /** Read requests for these variables so far. */
    long readRequests() {
        return readRequests.get();
    }

    @Override
    public List<DataValue> read(
            ReadContext context, Double maxAge, TimestampsToReturn timestamps, List<ReadValueId> wanted) {
        readRequests.incrementAndGet();
        return super.read(context, maxAge, timestamps, wanted);
    }

    @Override
    public void onDataItemsCreated(List<DataItem> created) {
        DataValue first = value(0);
        lock.lock();
        try {
            items.addAll(created);
        } finally {
            lock.unlock();
        }
        created.forEach(item -> item.setValue(first));
    }

    @Override
    public void onDataItemsModified(List<DataItem> modified) {
        // what an item gets does not depend on its sampling interval
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> deleted) {
        lock.lock();
        try {
            items.removeAll(deleted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> changed) {
        // an item that is switched off drops what it gets
    }
}
