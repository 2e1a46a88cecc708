package io.ringmain.connectors.opcua.server.condition;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.core.nodes.ObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * An event in the form in which Milo looks into events: a node that finds its fields below itself. Fields are made when they
 * are asked for and kept for the next subscriber.
 *
 * <p>Thread: one at a time.
 */
final class ServedEvent extends BaseEventTypeNode {
    private final NodeId typeId;
    private final ObjectTypeNode type;
    private final Function<String, Object> fields;
    private final Map<String, Field> made = new HashMap<>();

    ServedEvent(UaNodeContext context, NodeId typeId, ObjectTypeNode type, Function<String, Object> fields) {
        super(
                context,
                NodeId.NULL_VALUE,
                QualifiedName.NULL_VALUE,
                LocalizedText.NULL_VALUE,
                LocalizedText.NULL_VALUE,
                uint(0),
                uint(0),
                null,
                null,
                null,
                ubyte(0));
        this.type = type;
        this.fields = fields;
        this.typeId = typeId;
    }

    NodeId typeId() {
        return typeId;
    }

    /** The value of a field, null for none. */
    Object value(String path) {
        return fields.apply(path);
    }

    @Override
    public ObjectTypeNode getTypeDefinitionNode() {
        return type;
    }

    @Override
    public Optional<UaNode> findNode(
            QualifiedName name, Predicate<UaNode> nodePredicate, Predicate<Reference> referencePredicate) {
        return Optional.of(field(name, ""));
    }

    private Field field(QualifiedName name, String below) {
        // All our fields are the standard's.
        String path = name.namespaceIndex().intValue() == 0 ? below + name.name() : "";
        return made.computeIfAbsent(path, key -> new Field(getNodeContext(), key));
    }

    /** A field, and what there is below it. */
    private final class Field extends UaVariableNode {
        private final String path;

        Field(UaNodeContext context, String path) {
            super(
                    context,
                    NodeId.NULL_VALUE,
                    QualifiedName.NULL_VALUE,
                    LocalizedText.NULL_VALUE,
                    LocalizedText.NULL_VALUE,
                    uint(0),
                    uint(0));
            this.path = path;
            Object value = path.isEmpty() ? null : fields.apply(path);
            setDataType(NodeIds.BaseDataType);
            setValue(new DataValue(value == null ? Variant.NULL_VALUE : new Variant(value)));
        }

        @Override
        public Optional<UaNode> findNode(
                QualifiedName name, Predicate<UaNode> nodePredicate, Predicate<Reference> referencePredicate) {
            return Optional.of(field(name, path + "/"));
        }
    }
}
