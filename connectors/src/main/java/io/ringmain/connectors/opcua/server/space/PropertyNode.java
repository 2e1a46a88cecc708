package io.ringmain.connectors.opcua.server.space;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * A property of the standard, whose value follows from the definition.
 *
 * @param owner identifier of the node that it is of
 * @param value as it stands in a Variant; an array for an array
 */
public record PropertyNode(String owner, String browseName, NodeId dataType, Object value) implements ServedVariable {

    @Override
    public String id() {
        return owner + "/" + browseName;
    }

    @Override
    public boolean isStandardName() {
        return true;
    }

    @Override
    public NodeId typeDefinition() {
        return NodeIds.PropertyType;
    }

    @Override
    public int valueRank() {
        return value.getClass().isArray() ? 1 : -1;
    }

    @Override
    public UInteger[] arrayDimensions() {
        return value.getClass().isArray() ? new UInteger[] {uint(0)} : null;
    }

    @Override
    public DataValue value(Reading reading) {
        return DataValues.constant(value);
    }

    @Override
    public void references(References to) {
        to.from(NodeIds.HasProperty, owner);
    }
}
