package io.ringmain.connectors.opcua.server;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.ServedMethod;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.ServedVariable;
import org.eclipse.milo.opcua.sdk.core.NumericRange;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/** Reads attributes of served nodes as OPC 10000-3 has them. Thread: any. */
final class NodeAttributes {
    private final ServedSite site;
    private final double fastestSamplingMs;

    NodeAttributes(ServedSite site, double fastestSamplingMs) {
        this.site = site;
        this.fastestSamplingMs = fastestSamplingMs;
    }

    DataValue read(
            ServedNode node,
            AttributeId attribute,
            String indexRange,
            QualifiedName encoding,
            TimestampsToReturn timestamps,
            Caller caller,
            Reading reading) {
        if (!AttributeId.getAttributes(node.nodeClass()).contains(attribute)) {
            return new DataValue(StatusCodes.Bad_AttributeIdInvalid);
        }
        if (encoding != null && encoding.isNotNull()) {
            return new DataValue(StatusCodes.Bad_DataEncodingInvalid); // there are no structures here
        }
        if (attribute == AttributeId.Value) {
            ServedVariable variable = (ServedVariable) node;
            if ((variable.userAccessLevel(caller) & ServedVariable.CURRENT_READ) == 0) {
                return new DataValue(
                        (variable.accessLevel() & ServedVariable.CURRENT_READ) == 0
                                ? StatusCodes.Bad_NotReadable
                                : StatusCodes.Bad_UserAccessDenied);
            }
            return timestamped(ranged(variable.value(reading), indexRange), timestamps);
        }
        Object value = attribute(node, attribute, caller);
        if (value == null) {
            return new DataValue(StatusCodes.Bad_AttributeIdInvalid);
        }
        DataValue found = new DataValue(new Variant(value), StatusCode.GOOD, null, null);
        return ranged(found, indexRange);
    }

    static DataValue ranged(DataValue value, String indexRange) {
        if (indexRange == null || indexRange.isEmpty() || value.statusCode().isBad()) {
            return value;
        }
        try {
            NumericRange range = NumericRange.parse(indexRange);
            Object part = NumericRange.readFromValueAtRange(value.value(), range);
            return value.copy().setValue(new Variant(part)).build();
        } catch (UaException e) {
            return new DataValue(e.getStatusCode());
        }
    }

    private static DataValue timestamped(DataValue value, TimestampsToReturn wanted) {
        if (wanted == TimestampsToReturn.Both) {
            return value;
        }
        boolean isSource = wanted == TimestampsToReturn.Source;
        boolean isServer = wanted == TimestampsToReturn.Server;
        DateTime server = value.serverTime();
        return new DataValue(
                value.value(),
                value.statusCode(),
                isSource ? value.sourceTime() : null,
                isSource ? value.sourcePicoseconds() : null,
                isServer ? server : null,
                isServer ? value.serverPicoseconds() : null);
    }

    private Object attribute(ServedNode node, AttributeId attribute, Caller caller) {
        return switch (attribute) {
            case NodeId -> site.nodeId(node.id());
            case NodeClass -> node.nodeClass();
            case BrowseName ->
                new QualifiedName(node.isStandardName() ? ushort(0) : site.namespace(), node.browseName());
            case DisplayName -> new LocalizedText("", node.displayName());
            case Description -> node.description().isEmpty() ? null : new LocalizedText("", node.description());
            case WriteMask, UserWriteMask -> uint(0);
            case EventNotifier -> node.nodeClass() == NodeClass.Object ? ubyte(node.eventNotifier()) : null;
            default -> specific(node, attribute, caller);
        };
    }

    private Object specific(ServedNode node, AttributeId attribute, Caller caller) {
        if (node instanceof ServedVariable variable) {
            return switch (attribute) {
                case DataType -> variable.dataType();
                case ValueRank -> variable.valueRank();
                case ArrayDimensions -> variable.arrayDimensions();
                case AccessLevel -> ubyte(variable.accessLevel());
                case UserAccessLevel -> ubyte(variable.accessLevel() & variable.userAccessLevel(caller));
                case MinimumSamplingInterval -> variable.isChanging() ? fastestSamplingMs : -1.0;
                case Historizing -> (variable.accessLevel() & ServedVariable.HISTORY_READ) != 0;
                default -> null;
            };
        }
        if (node instanceof ServedMethod method) {
            return switch (attribute) {
                case Executable -> method.isExecutable();
                case UserExecutable -> method.isExecutable() && method.isExecutable(caller);
                default -> null;
            };
        }
        return null;
    }
}
