package io.ringmain.connectors.demo;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.model.variables.AnalogItemType;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/**
 * The plant's variables as OPC UA nodes, in folders along their names. A variable with a range is an AnalogItemType
 * with EURange and EngineeringUnits (OPC 10000-8, 5.3.2.3).
 *
 * <p>Thread: values are set by the one that steps the plant, read and written by Milo's.
 */
final class PlantNamespace extends ManagedNamespaceWithLifecycle {
    static final String URI = "urn:ringmain:demo-plant";

    private static final String UNECE = "http://www.opcfoundation.org/UA/units/un/cefact";
    /** UNECE recommendation 20 codes of the units in the catalogue. */
    private static final Map<String, String> UNECE_CODES = Map.ofEntries(
            Map.entry("%", "P1"),
            Map.entry("°C", "CEL"),
            Map.entry("m³", "MTQ"),
            Map.entry("m³/h", "MQH"),
            Map.entry("bar", "BAR"),
            Map.entry("A", "AMP"),
            Map.entry("kW", "KWT"),
            Map.entry("s", "SEC"),
            Map.entry("h", "HUR"),
            Map.entry("pH", "Q30"));

    private final List<PlantVariable> variables;
    private final ToIntBiFunction<Integer, Object> writer;
    private final UaVariableNode[] nodes;
    private final Map<NodeId, Integer> indexByNode = new HashMap<>();
    private final Map<String, UaFolderNode> folders = new HashMap<>();
    private final SubscriptionModel sampling;

    /** @param writer takes a write of the variable with that index and answers its status code */
    PlantNamespace(OpcUaServer server, List<PlantVariable> variables, ToIntBiFunction<Integer, Object> writer) {
        super(server, URI);
        this.variables = variables;
        this.writer = writer;
        nodes = new UaVariableNode[variables.size()];
        sampling = new SubscriptionModel(server, this);
        getLifecycleManager().addLifecycle(sampling);
        getLifecycleManager().addStartupTask(this::addNodes);
    }

    private void addNodes() {
        for (int i = 0; i < nodes.length; i++) {
            PlantVariable variable = variables.get(i);
            int dot = variable.name().lastIndexOf('.');
            nodes[i] = addNode(folder(variable.name().substring(0, dot)), variable);
            indexByNode.put(nodes[i].getNodeId(), i);
        }
    }

    private UaFolderNode folder(String path) {
        UaFolderNode known = folders.get(path);
        if (known != null) {
            return known;
        }
        int dot = path.lastIndexOf('.');
        String name = path.substring(dot + 1);
        UaFolderNode folder = new UaFolderNode(
                getNodeContext(), newNodeId(path), newQualifiedName(name), LocalizedText.english(name));
        getNodeManager().addNode(folder);
        folders.put(path, folder);
        if (dot < 0) {
            folder.addReference(new Reference(
                    folder.getNodeId(),
                    NodeIds.Organizes,
                    NodeIds.ObjectsFolder.expanded(),
                    Reference.Direction.INVERSE));
        } else {
            folder(path.substring(0, dot)).addOrganizes(folder);
        }
        return folder;
    }

    private UaVariableNode addNode(UaFolderNode folder, PlantVariable variable) {
        String name = variable.name().substring(variable.name().lastIndexOf('.') + 1);
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(variable.name()))
                .setAccessLevel(variable.isWritable() ? AccessLevel.READ_WRITE : AccessLevel.READ_ONLY)
                .setUserAccessLevel(variable.isWritable() ? AccessLevel.READ_WRITE : AccessLevel.READ_ONLY)
                .setBrowseName(newQualifiedName(name))
                .setDisplayName(LocalizedText.english(name))
                .setDescription(LocalizedText.english(variable.description()))
                .setDataType(dataType(variable.encoding()))
                .setTypeDefinition(variable.hasRange() ? NodeIds.AnalogItemType : NodeIds.BaseDataVariableType)
                .setMinimumSamplingInterval(DemoPlantServer.MIN_SAMPLING_MS)
                .build();
        getNodeManager().addNode(node);
        if (variable.hasRange()) {
            node.setProperty(AnalogItemType.EU_RANGE, new Range(variable.low(), variable.high()));
            node.setProperty(AnalogItemType.ENGINEERING_UNITS, unit(variable.unit()));
        }
        folder.addOrganizes(node);
        return node;
    }

    private static EUInformation unit(String symbol) {
        String code = UNECE_CODES.get(symbol);
        int id = -1;
        if (code != null) {
            id = 0;
            for (char c : code.toCharArray()) {
                id = id << 8 | c;
            }
        }
        return new EUInformation(UNECE, id, LocalizedText.english(symbol), LocalizedText.english(symbol));
    }

    private static NodeId dataType(Encoding encoding) {
        return switch (encoding) {
            case BOOLEAN -> NodeIds.Boolean;
            case UINT16 -> NodeIds.UInt16;
            case INT32 -> NodeIds.Int32;
            case UINT32 -> NodeIds.UInt32;
            case INT64 -> NodeIds.Int64;
            case FLOAT -> NodeIds.Float;
            case DOUBLE -> NodeIds.Double;
            case STRING -> NodeIds.String;
        };
    }

    /** Gives a node its new value. */
    void show(int index, Object value, int statusCode, DateTime sourceTime) {
        Object served = switch (variables.get(index).encoding()) {
            case UINT16 -> ushort((Integer) value);
            case UINT32 -> uint((Long) value);
            default -> value;
        };
        // a bad status goes without a value, as a real device's
        Variant variant = Quality.isBad(statusCode) ? Variant.NULL_VALUE : new Variant(served);
        nodes[index].setValue(
                new DataValue(variant, new StatusCode(Integer.toUnsignedLong(statusCode)), sourceTime, sourceTime));
    }

    @Override
    public List<StatusCode> write(WriteContext context, List<WriteValue> writeValues) {
        List<StatusCode> results = new ArrayList<>(writeValues.size());
        for (WriteValue write : writeValues) {
            results.add(new StatusCode(Integer.toUnsignedLong(write(write))));
        }
        return results;
    }

    private int write(WriteValue write) {
        Integer index = indexByNode.get(write.getNodeId());
        if (index == null) {
            return getNodeManager().containsNode(write.getNodeId())
                    ? Quality.BAD_NOT_WRITABLE
                    : Quality.BAD_NODE_ID_UNKNOWN;
        }
        boolean isWholeValue =
                write.getIndexRange() == null || write.getIndexRange().isEmpty();
        if (!AttributeId.Value.isEqual(write.getAttributeId()) || !isWholeValue) {
            return Quality.BAD_NOT_WRITABLE;
        }
        Object value = write.getValue().value().value();
        if (value instanceof UShort unsigned) {
            value = variables.get(index).encoding() == Encoding.UINT16 ? unsigned.intValue() : unsigned;
        } else if (value instanceof UInteger unsigned) {
            value = variables.get(index).encoding() == Encoding.UINT32 ? unsigned.longValue() : unsigned;
        } else if (value instanceof Integer && variables.get(index).encoding() == Encoding.UINT16) {
            return Quality.BAD_TYPE_MISMATCH;
        } else if (value instanceof Long && variables.get(index).encoding() == Encoding.UINT32) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        return writer.applyAsInt(index, value);
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        sampling.onDataItemsCreated(items);
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        sampling.onDataItemsModified(items);
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        sampling.onDataItemsDeleted(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        sampling.onMonitoringModeChanged(items);
    }
}
