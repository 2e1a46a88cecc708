package io.ringmain.connectors.opcua.server.space;

import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/**
 * A folder, or another object that only holds others together.
 *
 * @param eventNotifier bit 0 for one that gives events
 * @param content adds what it leads to
 */
public record FolderNode(
        String id,
        String browseName,
        String description,
        NodeId typeDefinition,
        int eventNotifier,
        Consumer<References> content)
        implements ServedNode {

    public FolderNode(
            String id, String browseName, String description, NodeId typeDefinition, Consumer<References> content) {
        this(id, browseName, description, typeDefinition, 0, content);
    }

    /** A folder. */
    public FolderNode(String id, String browseName, String description, Consumer<References> content) {
        this(id, browseName, description, NodeIds.FolderType, content);
    }

    /** A folder that gives events. */
    public static FolderNode notifier(String id, String browseName, String description, Consumer<References> content) {
        return new FolderNode(id, browseName, description, NodeIds.FolderType, 1, content);
    }

    @Override
    public NodeClass nodeClass() {
        return NodeClass.Object;
    }

    @Override
    public void references(References to) {
        content.accept(to);
    }
}
