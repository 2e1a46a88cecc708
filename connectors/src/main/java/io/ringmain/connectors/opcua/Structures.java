package io.ringmain.connectors.opcua;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.typetree.DataTypeManagerFactory;
import org.eclipse.milo.opcua.sdk.client.typetree.DataTypeTreeFactory;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
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
    /** Milo's lazy type manager gives up on a type that another thread is just asking for. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean hasFailed;

    Structures(OpcUaClient client, OpcUaCounters counters) {
        this.client = client;
        this.counters = counters;
        this.names = client == null ? null : new EnumNames(client);
    }

    /** Has types asked for when they are needed, and not all that a server knows. Before the first use of the client. */
    static void prepare(OpcUaClient client) {
        client.setDataTypeTreeFactory(DataTypeTreeFactory.lazy());
        client.setDynamicDataTypeManagerFactory(DataTypeManagerFactory.lazy());
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

    private DataValue taken(DataValue value, Object content) {
        try {
            Object decoded = decoded(content);
            return new DataValue(
                    new Variant(decoded),
                    value.statusCode(),
                    value.sourceTime(),
                    value.sourcePicoseconds(),
                    value.serverTime(),
                    value.serverPicoseconds());
        } catch (UaException | RuntimeException e) {
            // whatever a server may have put into it
            hasFailed = true;
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

    /** The content with its structures taken apart; what is none stays as it is. */
    Object decoded(Object content) throws UaException {
        if (content instanceof ExtensionObject[] objects) {
            Object[] all = new Object[objects.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = decoded(objects[i]);
            }
            return all;
        }
        if (!(content instanceof ExtensionObject object)) {
            return content;
        }
        turn.lock();
        try {
            return object.isNull() ? null : object.decode(client.getDynamicEncodingContext());
        } finally {
            turn.unlock();
        }
    }

    /** Types that could not be had are asked for again. */
    void retry() {
        if (hasFailed) {
            hasFailed = false;
            client.resetDataTypeTree();
            client.resetDynamicDataTypeManager();
            client.resetDynamicEncodingContext();
        }
    }
}
