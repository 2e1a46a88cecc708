package io.ringmain.connectors.opcua;

import java.util.Map;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * Takes structures of one connection apart by the type definitions of the server, and gives enumerations their texts. What is
 * needed of a type is asked for when it comes first.
 *
 * <p>Thread: any. Blocks while it asks the server.
 */
final class Structures {
    private final OpcUaClient client;
    private final OpcUaCounters counters;
    private final EnumNames names;

    Structures(OpcUaClient client, OpcUaCounters counters) {
        this.client = client;
        this.counters = counters;
        this.names = client == null ? null : new EnumNames(client);
    }

    /** The value as its tags need it: once for all of them. */
    DataValue decoded(ReadSource source, DataValue value) {
        Object content = value.value().value();
        if (source.hasFields() && (content instanceof ExtensionObject || content instanceof ExtensionObject[])) {
            return taken(value, content);
        }
        if (source.hasTexts() && content instanceof Integer number) {
            NodeId node = source.tags()[0].address().resolve(client.getNamespaceTable());
            Map<Integer, String> texts = names.of(node);
            if (!texts.isEmpty()) {
                String text = texts.getOrDefault(number, number.toString());
                return value.copy(copy -> copy.setValue(new Variant(new EnumText(number, text))));
            }
        }
        return value;
    }

    /** The number of an enumeration's text at a node, null when it has no such text. Blocks. */
    Integer number(NodeId node, String text) {
        return names.number(node, text);
    }

    private DataValue taken(DataValue value, Object content) {
        try {
            EncodingContext context = client.getDynamicEncodingContext();
            Object decoded;
            if (content instanceof ExtensionObject[] objects) {
                Object[] all = new Object[objects.length];
                for (int i = 0; i < all.length; i++) {
                    all[i] = objects[i] == null || objects[i].isNull() ? null : objects[i].decode(context);
                }
                decoded = all;
            } else {
                ExtensionObject object = (ExtensionObject) content;
                decoded = object.isNull() ? null : object.decode(context);
            }
            return new DataValue(
                    new Variant(decoded),
                    value.statusCode(),
                    value.sourceTime(),
                    value.sourcePicoseconds(),
                    value.serverTime(),
                    value.serverPicoseconds());
        } catch (UaException | UaRuntimeException | IllegalArgumentException | NullPointerException e) {
            counters.undecoded.increment();
            return new DataValue(
                    Variant.NULL_VALUE,
                    new StatusCode(StatusCodes.Bad_DataTypeIdUnknown),
                    value.sourceTime(),
                    null,
                    value.serverTime(),
                    null);
        }
    }
}
