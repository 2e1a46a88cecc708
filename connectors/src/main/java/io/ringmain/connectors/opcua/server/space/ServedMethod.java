package io.ringmain.connectors.opcua.server.space;

import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/** A method. */
public interface ServedMethod extends ServedNode {

    @Override
    default NodeClass nodeClass() {
        return NodeClass.Method;
    }

    @Override
    default NodeId typeDefinition() {
        return null;
    }

    /** Whether it can be called at all at the moment. */
    default boolean isExecutable() {
        return true;
    }

    /** Whether this caller may call it at the moment. */
    boolean isExecutable(Caller caller);
}
