package io.ringmain.connectors.opcua.server;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.server.history.Aggregates;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** What the server says that it can do with history; the rest Milo fills from the limits. */
final class Capabilities {
    private Capabilities() {}

    static void fill(OpcUaServer server, ServerLimits limits, boolean hasHistory) {
        set(server, NodeIds.HistoryServerCapabilities_AccessHistoryDataCapability, hasHistory);
        set(server, NodeIds.HistoryServerCapabilities_AccessHistoryEventsCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_InsertDataCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_ReplaceDataCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_UpdateDataCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_DeleteRawCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_DeleteAtTimeCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_InsertAnnotationCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_InsertEventCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_ReplaceEventCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_UpdateEventCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_DeleteEventCapability, false);
        set(server, NodeIds.HistoryServerCapabilities_ServerTimestampSupported, false);
        set(server, NodeIds.HistoryServerCapabilities_MaxReturnDataValues, uint(limits.historyValues()));
        set(server, NodeIds.HistoryServerCapabilities_MaxReturnEventValues, uint(0));
        if (hasHistory) {
            list(server, NodeIds.HistoryServerCapabilities_AggregateFunctions);
            list(server, NodeIds.Server_ServerCapabilities_AggregateFunctions);
        }
    }

    private static void set(OpcUaServer server, NodeId variable, Object value) {
        if (server.getAddressSpaceManager().getManagedNode(variable).orElse(null) instanceof UaVariableNode node) {
            node.setValue(new DataValue(new Variant(value)));
        }
    }

    /** Puts the aggregates into a folder. */
    private static void list(OpcUaServer server, NodeId folder) {
        UaNode node = server.getAddressSpaceManager().getManagedNode(folder).orElse(null);
        if (node != null) {
            Aggregates.nodes()
                    .forEach(aggregate -> node.addReference(new Reference(
                            folder, NodeIds.Organizes, aggregate.expanded(), Reference.Direction.FORWARD)));
        }
    }
}
