package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.AreaIds;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** The nodes that give events: the server and the folder of alarms those of all, a folder of an area those that
 * belong there, by themselves or by their tags. */
final class Notifiers {
    private final UShort namespace;

    Notifiers(UShort namespace) {
        this.namespace = namespace;
    }

    /** Whether items on that node are ours. Which nodes give events at all is what their EventNotifier says. */
    boolean isNotifier(NodeId node) {
        return node.equals(NodeIds.Server) || node.getNamespaceIndex().equals(namespace);
    }

    boolean tells(NodeId notifier, Condition condition) {
        if (notifier.equals(NodeIds.Server) || notifier.getIdentifier().equals(ServedSite.ALARMS)) {
            return true;
        }
        return notifier.getIdentifier() instanceof String id
                && (id.equals(AreaIds.of(condition.area())) || id.equals(AreaIds.of(condition.tagArea())));
    }
}
