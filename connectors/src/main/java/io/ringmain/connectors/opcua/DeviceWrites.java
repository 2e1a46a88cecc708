package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/**
 * Writes on one connection. A node's data type is read at its first write and kept; the value is then written in that
 * type. Writes to one node go out one after the other, in the order in which they came; those to different nodes do not
 * wait for each other. Every write completes exactly once: with the device's answer, a timeout, or the end of the
 * connection.
 *
 * <p>Thread: any.
 */
final class DeviceWrites {
    private static final List<AttributeId> TYPE_ATTRIBUTES = List.of(AttributeId.DataType, AttributeId.Value);

    /** More than that wait for a device only when it does not answer. */
    private static final int MOST_PENDING = 10_000;

    private final OpcUaClient client;
    private final EnumNames names;
    private final Map<NodeId, CompletableFuture<NodeType>> types = new ConcurrentHashMap<>();
    private final Map<NodeId, CompletableFuture<Integer>> newest = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<Integer>> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnded;

    /**
     * What a node takes.
     *
     * @param isDerived whether its own type is derived from the built-in one, as those of enumerations are
     */
    private record NodeType(OpcUaDataType builtIn, boolean isDerived) {}

    DeviceWrites(OpcUaClient client) {
        this.client = client;
        this.names = new EnumNames(client);
    }

    /** The answer of the device as an OPC UA status code; never completes exceptionally. */
    CompletableFuture<Integer> write(NodeAddress address, DeviceWrite write) {
        NodeId nodeId = address.resolve(client.getNamespaceTable());
        if (nodeId == null) {
            return CompletableFuture.completedFuture(Quality.BAD_NODE_ID_UNKNOWN);
        }
        if (!address.path().isEmpty()) {
            return CompletableFuture.completedFuture(Quality.BAD_NOT_WRITABLE);
        }
        if (pending.size() >= MOST_PENDING) {
            return CompletableFuture.completedFuture(Quality.BAD_RESOURCE_UNAVAILABLE);
        }
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        pending.add(answer);
        if (isEnded) {
            pending.remove(answer);
            return CompletableFuture.completedFuture(Quality.BAD_NO_COMMUNICATION);
        }
        CompletableFuture<Integer> before = newest.put(nodeId, answer);
        answer.whenComplete((code, error) -> {
            pending.remove(answer);
            newest.remove(nodeId, answer);
        });
        if (before == null) {
            begin(nodeId, address, write, answer);
        } else {
            // not within each other, however many wait
            before.whenCompleteAsync(
                    (code, error) -> begin(nodeId, address, write, answer),
                    client.getTransport().getConfig().getExecutor());
        }
        return answer;
    }

    private void begin(NodeId nodeId, NodeAddress address, DeviceWrite write, CompletableFuture<Integer> answer) {
        if (isEnded) {
            // answered by end()
            return;
        }
        typeOf(nodeId)
                .thenCompose(type -> converted(nodeId, write, type))
                .thenCompose(result -> send(nodeId, address, result))
                .whenComplete((code, error) -> answer.complete(error == null ? code : codeOf(error)));
    }

    private CompletableFuture<VariantWriter.Result> converted(NodeId nodeId, DeviceWrite write, NodeType type) {
        boolean mayBeNamed =
                write.type() == TagType.STRING && type.isDerived() && type.builtIn() == OpcUaDataType.Int32;
        if (!mayBeNamed) {
            return CompletableFuture.completedFuture(VariantWriter.write(write, type.builtIn()));
        }
        // asking for the texts blocks, which an answer's thread must not
        return CompletableFuture.supplyAsync(
                () -> {
                    Integer number = names.number(nodeId, write.text());
                    return number == null
                            ? new VariantWriter.Result(null, Quality.BAD_OUT_OF_RANGE)
                            : new VariantWriter.Result(new Variant(number), Quality.GOOD);
                },
                client.getTransport().getConfig().getExecutor());
    }

    private CompletableFuture<Integer> send(NodeId nodeId, NodeAddress address, VariantWriter.Result result) {
        if (result.variant() == null) {
            return CompletableFuture.completedFuture(result.statusCode());
        }
        Variant variant = address.isElement() ? arrayOfOne(result.variant()) : result.variant();
        // many servers refuse a write that carries a status or a time
        WriteValue value =
                new WriteValue(nodeId, AttributeId.Value.uid(), address.indexRange(), DataValue.valueOnly(variant));
        return client.writeAsync(List.of(value)).thenApply(response -> {
            int code = resultOf(response);
            if (code == Quality.BAD_TYPE_MISMATCH) {
                types.remove(nodeId); // the node may have become another one under its name
            }
            return code;
        });
    }

    private static int resultOf(WriteResponse response) {
        StatusCode[] results = response.getResults();
        return results == null || results.length != 1 || results[0] == null
                ? Quality.BAD_INTERNAL_ERROR
                : VariantReader.statusCode(results[0]);
    }

    /** A range of one element is written as an array of one. */
    private static Variant arrayOfOne(Variant element) {
        Object array = Array.newInstance(element.value().getClass(), 1);
        Array.set(array, 0, element.value());
        return new Variant(array);
    }

    private CompletableFuture<NodeType> typeOf(NodeId nodeId) {
        CompletableFuture<NodeType> known = types.get(nodeId);
        if (known != null) {
            return known;
        }
        CompletableFuture<NodeType> asked = readType(nodeId);
        types.put(nodeId, asked);
        asked.whenComplete((type, error) -> {
            if (error != null) {
                types.remove(nodeId, asked);
            }
        });
        return asked;
    }

    private CompletableFuture<NodeType> readType(NodeId nodeId) {
        List<ReadValueId> reads = TYPE_ATTRIBUTES.stream()
                .map(attribute -> new ReadValueId(nodeId, attribute.uid(), null, QualifiedName.NULL_VALUE))
                .toList();
        return client.readAsync(0, TimestampsToReturn.Neither, reads).thenCompose(response -> {
            DataValue[] results = response.getResults();
            int status = VariantReader.statusCode(results[0].statusCode());
            if (Quality.isBad(status)) {
                return CompletableFuture.failedFuture(new UaException(results[0].statusCode()));
            }
            OpcUaDataType type = builtIn(results[0].value().value());
            boolean isDerived = type == null;
            if (isDerived) {
                // a derived type: the value tells how it is encoded
                type = results[1].value().getDataType().orElse(null);
            }
            return type == null
                    ? CompletableFuture.failedFuture(new UaException(Integer.toUnsignedLong(Quality.BAD_TYPE_MISMATCH)))
                    : CompletableFuture.completedFuture(new NodeType(type, isDerived));
        });
    }

    private static OpcUaDataType builtIn(Object dataType) {
        if (!(dataType instanceof NodeId id) || !OpcUaDataType.isBuiltin(id)) {
            return null;
        }
        OpcUaDataType type = OpcUaDataType.fromNodeId(id);
        return type == OpcUaDataType.Variant ? null : type;
    }

    private static int codeOf(Throwable error) {
        return UaException.extractStatusCode(error)
                .map(VariantReader::statusCode)
                .orElse(Quality.BAD_INTERNAL_ERROR);
    }

    /** Answers what is still open: nobody knows whether the device has done it. */
    void end() {
        isEnded = true;
        for (CompletableFuture<Integer> answer : List.copyOf(pending)) {
            answer.complete(Quality.BAD_NO_COMMUNICATION);
        }
    }
}
