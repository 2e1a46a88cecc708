package io.ringmain.connectors.opcua.server.condition;

import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * One of the nodes a condition is made of; also a field of its events, under the same path.
 *
 * @param path browse names from the condition on, {@code AckedState/Id}
 * @param reference HasProperty or HasComponent, from what it is below
 * @param typeDefinition its type
 * @param dataType type of the value, null for an object
 * @param value the value of a condition, null for none
 */
record Member(
        String path, NodeId reference, NodeId typeDefinition, NodeId dataType, Function<Condition, Object> value) {

    static Member property(String path, NodeId dataType, Function<Condition, Object> value) {
        return new Member(path, NodeIds.HasProperty, NodeIds.PropertyType, dataType, value);
    }

    static Member variable(String path, NodeId type, NodeId dataType, Function<Condition, Object> value) {
        return new Member(path, NodeIds.HasComponent, type, dataType, value);
    }

    static Member object(String path, NodeId type) {
        return new Member(path, NodeIds.HasComponent, type, null, condition -> null);
    }

    boolean isObject() {
        return dataType == null;
    }

    String browseName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Path of what it stands below, empty for the condition. */
    String parent() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
