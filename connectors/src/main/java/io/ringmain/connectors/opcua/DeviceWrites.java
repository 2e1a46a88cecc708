package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
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
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

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
    private final Map<NodeId, CompletableFuture<OpcUaDataType>> types = new ConcurrentHashMap<>();
    private final Map<NodeId, CompletableFuture<Integer>> newest = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<Integer>> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnded;

    DeviceWrites(OpcUaClient client) {
        this.client = client;
    }

    /** The answer of the device as an OPC UA status code; never completes exceptionally. */
    CompletableFuture<Integer> write(NodeId nodeId, DeviceWrite write) {
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
            begin(nodeId, write, answer);
        } else {
            before.whenComplete((code, error) -> begin(nodeId, write, answer));
        }
        return answer;
    }

    private void begin(NodeId nodeId, DeviceWrite write, CompletableFuture<Integer> answer) {
        if (isEnded) {
            // answered by end()
            return;
        }
        typeOf(nodeId)
                .thenCompose(type -> send(nodeId, VariantWriter.write(write, type)))
                .whenComplete((code, error) -> answer.complete(error == null ? code : codeOf(error)));
    }

    private CompletableFuture<Integer> send(NodeId nodeId, VariantWriter.Result result) {
        if (result.variant() == null) {
            return CompletableFuture.completedFuture(result.statusCode());
        }
        // many servers refuse a write that carries a status or a time
        return client.writeValuesAsync(List.of(nodeId), List.of(DataValue.valueOnly(result.variant())))
                .thenApply(codes -> VariantReader.statusCode(codes.get(0)));
    }

    private CompletableFuture<OpcUaDataType> typeOf(NodeId nodeId) {
        CompletableFuture<OpcUaDataType> known = types.get(nodeId);
        if (known != null) {
            return known;
        }
        CompletableFuture<OpcUaDataType> asked = readType(nodeId);
        types.put(nodeId, asked);
        asked.whenComplete((type, error) -> {
            if (error != null) {
                types.remove(nodeId, asked);
            }
        });
        return asked;
    }

    private CompletableFuture<OpcUaDataType> readType(NodeId nodeId) {
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
            if (type == null) {
                // a derived type: the value tells how it is encoded
                type = results[1].value().getDataType().orElse(null);
            }
            return type == null
                    ? CompletableFuture.failedFuture(new UaException(Integer.toUnsignedLong(Quality.BAD_TYPE_MISMATCH)))
                    : CompletableFuture.completedFuture(type);
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
