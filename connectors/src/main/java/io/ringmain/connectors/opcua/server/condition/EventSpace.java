package io.ringmain.connectors.opcua.server.condition;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.server.AddressSpaceFilter;
import org.eclipse.milo.opcua.sdk.server.AddressSpaceFragment;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.SimpleAddressSpaceFilter;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/**
 * Holds no node: stands in front of the others for the event items of notifiers, so that Milo tells us of them and of
 * nothing else.
 *
 * <p>Thread: Milo's.
 */
final class EventSpace implements AddressSpaceFragment {
    /** Fewest and most events that wait for a client between two publishings; what it asks for is brought in between. */
    static final int SHORTEST_QUEUE = 1_000;

    static final int LONGEST_QUEUE = 10_000;

    private final EventItems items;
    private final AddressSpaceFilter filter;

    EventSpace(EventItems items, Predicate<NodeId> isNotifier) {
        this.items = items;
        filter = new EventsOnly(isNotifier);
    }

    /** Nothing but event items. */
    private static final class EventsOnly extends SimpleAddressSpaceFilter {
        private final Predicate<NodeId> isNotifier;

        EventsOnly(Predicate<NodeId> isNotifier) {
            this.isNotifier = isNotifier;
        }

        @Override
        protected boolean filterNode(NodeId nodeId) {
            return false;
        }

        @Override
        protected boolean filterMonitoredItem(NodeId nodeId) {
            return false;
        }

        @Override
        public boolean filterOnCreateEventItem(OpcUaServer server, ReadValueId id) {
            return isNotifier.test(id.getNodeId());
        }

        @Override
        public boolean filterOnModifyEventItem(OpcUaServer server, ReadValueId id) {
            return isNotifier.test(id.getNodeId());
        }

        @Override
        public boolean filterOnEventItemsCreated(OpcUaServer server, ReadValueId id) {
            return isNotifier.test(id.getNodeId());
        }

        @Override
        public boolean filterOnEventItemsModified(OpcUaServer server, ReadValueId id) {
            return isNotifier.test(id.getNodeId());
        }

        @Override
        public boolean filterOnEventItemsDeleted(OpcUaServer server, ReadValueId id) {
            return isNotifier.test(id.getNodeId());
        }
    }

    @Override
    public AddressSpaceFilter getFilter() {
        return filter;
    }

    @Override
    public RevisedEventItemParameters onCreateEventItem(ReadValueId item, UInteger queueSize) {
        return new RevisedEventItemParameters(bounded(queueSize));
    }

    @Override
    public RevisedEventItemParameters onModifyEventItem(ReadValueId item, UInteger queueSize) {
        return new RevisedEventItemParameters(bounded(queueSize));
    }

    /** OPC 10000-4, 7.21: 0 and 1 ask for what the server holds right. */
    private static UInteger bounded(UInteger queueSize) {
        long wanted = queueSize.longValue();
        return wanted <= 1 ? uint(SHORTEST_QUEUE) : uint((int) Math.min(LONGEST_QUEUE, wanted));
    }

    @Override
    public void onEventItemsCreated(List<EventItem> created) {
        items.add(created);
    }

    @Override
    public void onEventItemsDeleted(List<EventItem> deleted) {
        items.remove(deleted);
    }

    @Override
    public List<DataValue> read(
            ReadContext context, Double maxAge, TimestampsToReturn timestamps, List<ReadValueId> ids) {
        return Collections.nCopies(ids.size(), new DataValue(StatusCodes.Bad_NodeIdUnknown));
    }

    @Override
    public List<StatusCode> write(WriteContext context, List<WriteValue> values) {
        return Collections.nCopies(values.size(), new StatusCode(StatusCodes.Bad_NodeIdUnknown));
    }

    @Override
    public List<ReferenceResult> browse(BrowseContext context, ViewDescription view, List<NodeId> nodeIds) {
        return Collections.nCopies(nodeIds.size(), ReferenceResult.unknown());
    }

    @Override
    public ReferenceResult.ReferenceList gather(BrowseContext context, ViewDescription view, NodeId nodeId) {
        return new ReferenceResult.ReferenceList(List.of());
    }

    @Override
    public void onDataItemsCreated(List<DataItem> created) {}

    @Override
    public void onDataItemsModified(List<DataItem> modified) {}

    @Override
    public void onDataItemsDeleted(List<DataItem> deleted) {}

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> changed) {}
}
