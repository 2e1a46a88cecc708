package io.ringmain.connectors.opcua.server.space;

import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/**
 * A folder, or another object that only holds others together.
 *
 * @param content adds what it leads to
 */
public record FolderNode(
        String id, String browseName, String description, NodeId typeDefinition, Consumer<References> content)
        implements ServedNode {

    /** A folder. */
    public FolderNode(String id, String browseName, String description, Consumer<References> content) {
        this(id, browseName, description, NodeIds.FolderType, content);
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
