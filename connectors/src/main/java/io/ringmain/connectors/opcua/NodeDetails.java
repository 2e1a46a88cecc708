package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.typetree.DataTypeTree;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;

/**
 * What a server says of nodes beyond their names: types, access, unit, range and description, asked for in batches.
 *
 * <p>Thread: one of the connection's. Blocks.
 */
final class NodeDetails {
    private static final AttributeId[] ATTRIBUTES = {
        AttributeId.DataType, AttributeId.ValueRank, AttributeId.UserAccessLevel, AttributeId.Description
    };
    private static final QualifiedName EU_RANGE = new QualifiedName(0, "EURange");
    private static final QualifiedName UNITS = new QualifiedName(0, "EngineeringUnits");
    private static final int BATCH = 500;

    private final OpcUaClient client;
    private final Map<NodeId, String> typeNames = new HashMap<>();

    NodeDetails(OpcUaClient client) {
        this.client = client;
    }

    /** In their order. */
    List<BrowsedNode> of(Map<NodeId, ReferenceDescription> references) throws UaException {
        List<NodeId> variables = new ArrayList<>();
        references.forEach((id, reference) -> {
            if (reference.getNodeClass() == NodeClass.Variable) {
                variables.add(id);
            }
        });
        Map<NodeId, DataValue[]> attributes = attributes(variables);
        Map<NodeId, Object[]> ranges = ranges(numeric(attributes));
        List<BrowsedNode> nodes = new ArrayList<>();
        for (Map.Entry<NodeId, ReferenceDescription> entry : references.entrySet()) {
            NodeId id = entry.getKey();
            ReferenceDescription reference = entry.getValue();
            DataValue[] values = attributes.get(id);
            nodes.add(
                    values == null
                            ? plain(id, reference)
                            : variable(id, reference, values, ranges.getOrDefault(id, new Object[2])));
        }
        return nodes;
    }

    private Map<NodeId, DataValue[]> attributes(List<NodeId> variables) throws UaException {
        List<ReadValueId> reads = new ArrayList<>();
        for (NodeId id : variables) {
            for (AttributeId attribute : ATTRIBUTES) {
                reads.add(read(id, attribute));
            }
        }
        DataValue[] values = read(reads);
        Map<NodeId, DataValue[]> byNode = new HashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            DataValue[] own = new DataValue[ATTRIBUTES.length];
            System.arraycopy(values, i * own.length, own, 0, own.length);
            byNode.put(variables.get(i), own);
        }
        return byNode;
    }

    private List<NodeId> numeric(Map<NodeId, DataValue[]> attributes) {
        List<NodeId> numeric = new ArrayList<>();
        attributes.forEach((id, values) -> {
            TagType type = type(values);
            if (type == TagType.FLOAT64 || type == TagType.INT64) {
                numeric.add(id);
            }
        });
        return numeric;
    }

    /** EURange and EngineeringUnits of those that have them. */
    private Map<NodeId, Object[]> ranges(List<NodeId> nodes) throws UaException {
        List<BrowsePath> paths = new ArrayList<>();
        for (NodeId node : nodes) {
            paths.add(property(node, EU_RANGE));
            paths.add(property(node, UNITS));
        }
        List<ReadValueId> reads = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int size = batch(client.getOperationLimits()
                .maxNodesPerTranslateBrowsePathsToNodeIds()
                .orElse(null));
        for (int from = 0; from < paths.size(); from += size) {
            int to = Math.min(paths.size(), from + size);
            BrowsePathResult[] results =
                    client.translateBrowsePaths(paths.subList(from, to)).getResults();
            for (int i = 0; results != null && i < results.length && i < to - from; i++) {
                NodeId target = target(results[i]);
                if (target != null) {
                    reads.add(read(target, AttributeId.Value));
                    places.add(from + i);
                }
            }
        }
        DataValue[] values = read(reads);
        Map<NodeId, Object[]> byNode = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            int place = places.get(i);
            byNode.computeIfAbsent(nodes.get(place / 2), any -> new Object[2])[place % 2] = structure(values[i]);
        }
        return byNode;
    }

    private NodeId target(BrowsePathResult result) {
        boolean isFound =
                result.getStatusCode().isGood() && result.getTargets() != null && result.getTargets().length > 0;
        return isFound
                ? result.getTargets()[0]
                        .getTargetId()
                        .toNodeId(client.getNamespaceTable())
                        .orElse(null)
                : null;
    }

    private Object structure(DataValue value) {
        try {
            return value.value().value() instanceof ExtensionObject object && !object.isNull()
                    ? object.decode(client.getStaticEncodingContext())
                    : null;
        } catch (UaRuntimeException e) {
            return null; // as if it were not there
        }
    }

    private static BrowsePath property(NodeId node, QualifiedName name) {
        return new BrowsePath(node, new RelativePath(new RelativePathElement[] {
            new RelativePathElement(NodeIds.HasProperty, false, true, name)
        }));
    }

    private static ReadValueId read(NodeId node, AttributeId attribute) {
        return new ReadValueId(node, attribute.uid(), null, QualifiedName.NULL_VALUE);
    }

    private DataValue[] read(List<ReadValueId> reads) throws UaException {
        DataValue[] all = new DataValue[reads.size()];
        int size = batch(client.getOperationLimits().maxNodesPerRead().orElse(null));
        for (int from = 0; from < all.length; from += size) {
            int to = Math.min(all.length, from + size);
            DataValue[] values = client.read(0, TimestampsToReturn.Neither, reads.subList(from, to))
                    .getResults();
            if (values == null || values.length != to - from) {
                throw new UaException(0x80010000L, "not as many values as were asked for");
            }
            System.arraycopy(values, 0, all, from, values.length);
        }
        return all;
    }

    private static int batch(UInteger limit) {
        return limit == null || limit.longValue() == 0 ? BATCH : (int) Math.min(BATCH, limit.longValue());
    }

    private static BrowsedNode plain(NodeId id, ReferenceDescription reference) {
        BrowsedNode.Kind kind = switch (reference.getNodeClass()) {
            case Object, View -> BrowsedNode.Kind.OBJECT;
            case Method -> BrowsedNode.Kind.METHOD;
            default -> BrowsedNode.Kind.OTHER;
        };
        return new BrowsedNode(address(id), name(reference), kind, "", null, false, "", Double.NaN, Double.NaN, "");
    }

    private BrowsedNode variable(NodeId id, ReferenceDescription reference, DataValue[] values, Object[] ranges) {
        boolean isWritable = values[2].value().value() instanceof UByte access
                && AccessLevel.fromValue(access).contains(AccessLevel.CurrentWrite);
        Range range = ranges[0] instanceof Range known ? known : null;
        EUInformation unit = ranges[1] instanceof EUInformation known ? known : null;
        boolean hasRange = range != null && range.getLow() < range.getHigh();
        return new BrowsedNode(
                address(id),
                name(reference),
                BrowsedNode.Kind.VARIABLE,
                values[0].value().value() instanceof NodeId type ? typeName(type) + rank(values) : "",
                type(values),
                isWritable,
                unit == null ? "" : text(unit.getDisplayName()),
                hasRange ? range.getLow() : Double.NaN,
                hasRange ? range.getHigh() : Double.NaN,
                text(values[3].value().value()));
    }

    private static String rank(DataValue[] values) {
        return isArray(values) ? "[]" : "";
    }

    private static boolean isArray(DataValue[] values) {
        return values[1].value().value() instanceof Integer rank && rank >= 0;
    }

    private static String name(ReferenceDescription reference) {
        String name = reference.getBrowseName() == null
                ? null
                : reference.getBrowseName().name();
        return name == null ? text(reference.getDisplayName()) : name;
    }

    private static String text(Object content) {
        return content instanceof LocalizedText text && text.text() != null ? text.text() : "";
    }

    /** As it is written in a tag's source. */
    static String address(NodeId id) {
        return id.toParseableString().replace("#", "##");
    }

    private TagType type(DataValue[] values) {
        return values[0].value().value() instanceof NodeId id ? type(id, isArray(values)) : null;
    }

    private TagType type(NodeId dataType, boolean isArray) {
        TagType type = scalar(builtIn(dataType));
        if (!isArray) {
            return type;
        }
        if (type == TagType.FLOAT64) {
            return TagType.FLOAT64_ARRAY;
        }
        return type == TagType.INT64 || type == TagType.BOOL ? TagType.INT64_ARRAY : null;
    }

    /** Null when it is none, as structures are. */
    private OpcUaDataType builtIn(NodeId dataType) {
        if (OpcUaDataType.isBuiltin(dataType)) {
            return OpcUaDataType.fromNodeId(dataType);
        }
        if (NodeIds.Number.equals(dataType)) {
            return OpcUaDataType.Double;
        }
        if (NodeIds.Integer.equals(dataType) || NodeIds.UInteger.equals(dataType)) {
            return OpcUaDataType.Int64;
        }
        try {
            DataTypeTree types = client.getDataTypeTree();
            return NodeIds.Enumeration.equals(dataType) || types.isEnumType(dataType)
                    ? OpcUaDataType.Int32
                    : types.getBuiltinType(dataType);
        } catch (UaException | UaRuntimeException e) {
            return null;
        }
    }

    private static TagType scalar(OpcUaDataType type) {
        return type == null
                ? null
                : switch (type) {
                    case Boolean -> TagType.BOOL;
                    case SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64 -> TagType.INT64;
                    case Float, Double -> TagType.FLOAT64;
                    case String,
                            LocalizedText,
                            DateTime,
                            Guid,
                            ByteString,
                            QualifiedName,
                            NodeId,
                            ExpandedNodeId,
                            StatusCode,
                            XmlElement -> TagType.STRING;
                    default -> null;
                };
    }

    private String typeName(NodeId dataType) {
        return typeNames.computeIfAbsent(dataType, id -> {
            if (OpcUaDataType.isBuiltin(id)) {
                return OpcUaDataType.fromNodeId(id).name();
            }
            try {
                DataValue name = read(List.of(read(id, AttributeId.BrowseName)))[0];
                return name.value().value() instanceof QualifiedName known ? known.name() : id.toParseableString();
            } catch (UaException e) {
                return id.toParseableString();
            }
        });
    }

    /** The fields of a variable that is a structure, or of a structure in it; empty for everything else. */
    List<BrowsedNode> fields(NodeAddress address, NodeId node) throws UaException {
        DataValue[] values = read(List.of(read(node, AttributeId.DataType), read(node, AttributeId.ValueRank)));
        if (!(values[0].value().value() instanceof NodeId type)) {
            return List.of();
        }
        boolean isArray = isArray(new DataValue[] {values[0], values[1]});
        boolean isWhole = !isArray || address.isElement();
        StructureDefinition structure = isWhole ? definition(type) : null;
        for (NodeAddress.Step step : address.path()) {
            StructureField field = field(structure, step.field());
            boolean isOne = field != null && (field.getValueRank() < 0 || step.index() >= 0);
            structure = isOne ? definition(field.getDataType()) : null;
        }
        List<BrowsedNode> fields = new ArrayList<>();
        if (structure != null && structure.getFields() != null) {
            for (StructureField field : structure.getFields()) {
                fields.add(field(address, node, field));
            }
        }
        return fields;
    }

    private BrowsedNode field(NodeAddress address, NodeId node, StructureField field) {
        boolean isArray = field.getValueRank() >= 0;
        TagType type = type(field.getDataType(), isArray);
        return new BrowsedNode(
                address.text(address(node)) + (address.isPlain() ? "#" : ".") + field.getName(),
                field.getName(),
                BrowsedNode.Kind.VARIABLE,
                typeName(field.getDataType()) + (isArray ? "[]" : ""),
                type,
                false,
                "",
                Double.NaN,
                Double.NaN,
                text(field.getDescription()));
    }

    private static StructureField field(StructureDefinition structure, String name) {
        if (structure != null && structure.getFields() != null) {
            for (StructureField field : structure.getFields()) {
                if (name.equals(field.getName())) {
                    return field;
                }
            }
        }
        return null;
    }

    private StructureDefinition definition(NodeId type) throws UaException {
        if (OpcUaDataType.isBuiltin(type)) {
            return null;
        }
        DataValue value = read(List.of(read(type, AttributeId.DataTypeDefinition)))[0];
        return structure(value) instanceof StructureDefinition definition ? definition : null;
    }
}
