package io.ringmain.connectors.opcua.server.condition;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.core.nodes.ObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.NodeManager;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.UaNodeManager;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Makes the nodes as which Milo sees our events. None of them is in the address space. Thread: any. */
final class EventNodes {
    private final UaNodeContext context;
    private final Map<NodeId, ObjectTypeNode> types = new ConcurrentHashMap<>();

    EventNodes(OpcUaServer server) {
        NodeManager<UaNode> none = new UaNodeManager();
        context = new UaNodeContext() {
            @Override
            public OpcUaServer getServer() {
                return server;
            }

            @Override
            public NodeManager<UaNode> getNodeManager() {
                return none;
            }
        };
    }

    /**
     * An event with these fields.
     *
     * @param fields value by path, null for none; {@link Selection#CONDITION_ID} is the condition's NodeId
     */
    ServedEvent event(NodeId type, Function<String, Object> fields) {
        ObjectTypeNode known = types.computeIfAbsent(type, this::type);
        return new ServedEvent(context, type, known, fields);
    }

    private ObjectTypeNode type(NodeId type) {
        return (ObjectTypeNode) context.getServer()
                .getAddressSpaceManager()
                .getManagedNode(type)
                .orElseThrow();
    }
}
