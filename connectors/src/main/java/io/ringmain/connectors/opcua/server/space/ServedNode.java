package io.ringmain.connectors.opcua.server.space;

import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/**
 * A node, made for the moment in which somebody asks for it. Nothing is kept of it: what it says comes from the plant.
 *
 * <p>Thread: the one that asked for it.
 */
public interface ServedNode {

    /** Its string identifier in the site's namespace. */
    String id();

    NodeClass nodeClass();

    String browseName();

    /** Whether the browse name is one of the standard's, in namespace 0. */
    default boolean isStandardName() {
        return false;
    }

    default String displayName() {
        return browseName();
    }

    default String description() {
        return "";
    }

    /** Its type definition; null for what has none, such as a method. */
    NodeId typeDefinition();

    /** Of an object: bit 0 for one that gives events. */
    default int eventNotifier() {
        return 0;
    }

    /** Adds what leads from here to other nodes, the type definition apart. */
    void references(References to);
}
