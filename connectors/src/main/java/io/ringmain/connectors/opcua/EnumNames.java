package io.ringmain.connectors.opcua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumField;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumValueType;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;

/**
 * Texts of the enumerations on one connection: of the variable itself (EnumStrings, EnumValues of discrete items), else of
 * its data type (DataTypeDefinition, EnumStrings, EnumValues). Asked for once a node.
 *
 * <p>Thread: any. Blocks while it asks the server.
 */
final class EnumNames {
    private static final QualifiedName ENUM_STRINGS = new QualifiedName(0, "EnumStrings");
    private static final QualifiedName ENUM_VALUES = new QualifiedName(0, "EnumValues");

    private final OpcUaClient client;
    private final Map<NodeId, Map<Integer, String>> known = new ConcurrentHashMap<>();

    EnumNames(OpcUaClient client) {
        this.client = client;
    }

    /** Texts by number, empty when the node has none. */
    Map<Integer, String> of(NodeId node) {
        Map<Integer, String> names = known.get(node);
        if (names == null) {
            names = ask(node);
            known.put(node, names);
        }
        return names;
    }

    /** The number of a text, null when there is none. */
    Integer number(NodeId node, String text) {
        for (Map.Entry<Integer, String> entry : of(node).entrySet()) {
            if (entry.getValue().equals(text)) {
                return entry.getKey();
            }
        }
        return null;
    }

    private Map<Integer, String> ask(NodeId node) {
        try {
            Map<Integer, String> own = properties(node);
            DataValue type = read(List.of(attribute(node, AttributeId.DataType)))[0];
            if (!own.isEmpty() || !(type.value().value() instanceof NodeId dataType)) {
                return own;
            }
            DataValue definition = read(List.of(attribute(dataType, AttributeId.DataTypeDefinition)))[0];
            if (definition.value().value() instanceof ExtensionObject object
                    && object.decode(client.getStaticEncodingContext()) instanceof EnumDefinition names) {
                return fields(names);
            }
            return properties(dataType);
        } catch (UaException | RuntimeException e) {
            // no answer, or nonsense: as if there were none
            return Map.of();
        }
    }

    private static Map<Integer, String> fields(EnumDefinition definition) {
        Map<Integer, String> names = new HashMap<>();
        EnumField[] fields = definition.getFields();
        if (fields != null) {
            for (EnumField field : fields) {
                names.put(field.getValue().intValue(), field.getName());
            }
        }
        return names;
    }

    private Map<Integer, String> properties(NodeId node) throws UaException {
        BrowsePathResult[] results = client.translateBrowsePaths(
                        List.of(path(node, ENUM_STRINGS), path(node, ENUM_VALUES)))
                .getResults();
        List<ReadValueId> reads = new ArrayList<>();
        if (results != null) {
            for (BrowsePathResult result : results) {
                if (result.getStatusCode().isGood() && result.getTargets() != null && result.getTargets().length > 0) {
                    result.getTargets()[0]
                            .getTargetId()
                            .toNodeId(client.getNamespaceTable())
                            .ifPresent(id -> reads.add(attribute(id, AttributeId.Value)));
                }
            }
        }
        Map<Integer, String> names = new HashMap<>();
        if (!reads.isEmpty()) {
            for (DataValue value : read(reads)) {
                take(value.value().value(), names);
            }
        }
        return names;
    }

    private void take(Object content, Map<Integer, String> names) {
        if (content instanceof LocalizedText[] texts) {
            for (int i = 0; i < texts.length; i++) {
                if (texts[i] != null && texts[i].text() != null) {
                    names.put(i, texts[i].text());
                }
            }
        } else if (content instanceof ExtensionObject[] objects) {
            for (ExtensionObject object : objects) {
                if (object.decode(client.getStaticEncodingContext()) instanceof EnumValueType value) {
                    names.put(
                            value.getValue().intValue(), value.getDisplayName().text());
                }
            }
        }
    }

    private DataValue[] read(List<ReadValueId> reads) throws UaException {
        DataValue[] values = client.read(0, TimestampsToReturn.Neither, reads).getResults();
        if (values == null || values.length < reads.size()) {
            throw new UaException(0x80010000L, "no answer to a read");
        }
        return values;
    }

    private static ReadValueId attribute(NodeId node, AttributeId attribute) {
        return new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE);
    }

    private static BrowsePath path(NodeId node, QualifiedName name) {
        return new BrowsePath(node, new RelativePath(new RelativePathElement[] {
            new RelativePathElement(NodeIds.HasProperty, false, true, name)
        }));
    }
}
