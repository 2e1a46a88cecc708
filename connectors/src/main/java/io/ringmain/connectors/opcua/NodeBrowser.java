package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;

/**
 * Looks around in a server's address space, from its folder Objects along forward hierarchical references, and in the fields
 * of its structures. Properties are left out: what they say of a variable stands in {@link BrowsedNode}. A node is found
 * under each of its parents, always with the same address, so that who goes deeper can see that it was there.
 *
 * <p>Thread: any; requests run one after the other on the connection's threads.
 */
final class NodeBrowser implements Browser {
    private static final int MOST_WAITING = 100;
    private static final int MOST_PAGES = 32;
    private static final int MOST_NODES = 10_000;
    private static final long KEPT_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int CLASSES = NodeClass.Object.getValue()
            | NodeClass.Variable.getValue()
            | NodeClass.Method.getValue()
            | NodeClass.View.getValue();

    /** A live connection. */
    record Peer(OpcUaClient client, Structures structures, DeviceWrites writes) {}

    /** What is left of a node's children. */
    private record Rest(Peer peer, ByteString continuation, List<ReferenceDescription> references, long untilNs) {}

    /** The way to a server. */
    interface Access {
        /** For what blocks; throws BrowseException when nothing can be asked. Must not block. */
        Executor executor();

        /** The present connection; throws BrowseException when there is none. May block. */
        Peer peer() throws UaException, InterruptedException;

        /** Nobody looks around any more. */
        void close();
    }

    private final Access access;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicInteger waiting = new AtomicInteger();
    /** Guarded by the turn, as is all that follows. */
    private final Map<String, Rest> rests = new LinkedHashMap<>();

    private long number;

    NodeBrowser(Access access) {
        this.access = access;
    }

    @Override
    public CompletableFuture<Page> children(String address, int limit, String next) {
        return inTurn(peer -> {
            forgetOld();
            int most = Math.max(1, Math.min(MOST_NODES, limit));
            if (!next.isEmpty()) {
                return more(peer, most, next);
            }
            NodeAddress parsed = address.isBlank() ? NodeAddress.of(NodeIds.ObjectsFolder) : parse(address);
            NodeId node = resolve(peer, parsed);
            NodeDetails details = new NodeDetails(peer.client());
            if (!address.isBlank()) {
                List<BrowsedNode> fields = details.fields(parsed, node);
                if (!parsed.path().isEmpty() || !fields.isEmpty()) {
                    return new Page(fields, "");
                }
            }
            return page(peer, browse(peer.client(), node, most), most);
        });
    }

    private Page more(Peer peer, int most, String next) throws UaException {
        Rest rest = rests.remove(next);
        if (rest == null || rest.peer().client() != peer.client()) {
            throw new BrowseException(
                    Quality.BAD_INVALID_ARGUMENT, "that page is not kept any more, begin with the first one again");
        }
        if (!rest.references().isEmpty()) {
            return page(
                    peer,
                    new BrowseResult(
                            null, rest.continuation(), rest.references().toArray(ReferenceDescription[]::new)),
                    most);
        }
        BrowseResult[] results =
                peer.client().browseNext(false, List.of(rest.continuation())).getResults();
        return page(peer, only(results), most);
    }

    private static BrowseResult browse(OpcUaClient client, NodeId node, int most) throws UaException {
        BrowseDescription description = new BrowseDescription(
                node,
                BrowseDirection.Forward,
                NodeIds.HierarchicalReferences,
                true,
                uint(CLASSES),
                uint(BrowseResultMask.All.getValue()));
        ViewDescription whole = new ViewDescription(NodeId.NULL_VALUE, DateTime.MIN_VALUE, uint(0));
        return only(client.browse(whole, uint(most), List.of(description)).getResults());
    }

    private static BrowseResult only(BrowseResult[] results) throws UaException {
        if (results == null || results.length != 1) {
            throw new UaException(Integer.toUnsignedLong(Quality.BAD_INTERNAL_ERROR), "no answer to a browse request");
        }
        if (results[0].getStatusCode() != null && results[0].getStatusCode().isBad()) {
            throw new UaException(results[0].getStatusCode(), "browsing");
        }
        return results[0];
    }

    private Page page(Peer peer, BrowseResult result, int most) throws UaException {
        List<ReferenceDescription> all = result.getReferences() == null ? List.of() : List.of(result.getReferences());
        List<ReferenceDescription> shown = all.subList(0, Math.min(most, all.size()));
        List<ReferenceDescription> left = all.subList(shown.size(), all.size());
        ByteString continuation = result.getContinuationPoint();
        boolean isMore = continuation != null && continuation.isNotNull() && continuation.length() > 0;
        String next = "";
        if (isMore || !left.isEmpty()) {
            next = "page-" + ++number;
            rests.put(
                    next, new Rest(peer, isMore ? continuation : null, List.copyOf(left), System.nanoTime() + KEPT_NS));
        }
        Map<NodeId, ReferenceDescription> children = new LinkedHashMap<>();
        for (ReferenceDescription reference : shown) {
            if (!NodeIds.HasProperty.equals(reference.getReferenceTypeId())
                    && reference.getNodeId().isLocal()) {
                reference
                        .getNodeId()
                        .toNodeId(peer.client().getNamespaceTable())
                        .ifPresent(id -> children.putIfAbsent(id, reference));
            }
        }
        return new Page(new NodeDetails(peer.client()).of(children), next);
    }

    /** Servers keep a few continuation points only. */
    private void forgetOld() {
        long now = System.nanoTime();
        List<String> old = new ArrayList<>();
        int over = rests.size() - MOST_PAGES;
        for (Map.Entry<String, Rest> entry : rests.entrySet()) {
            if (entry.getValue().untilNs() - now < 0 || old.size() < over) {
                old.add(entry.getKey());
            }
        }
        old.forEach(key -> release(rests.remove(key)));
    }

    private static void release(Rest rest) {
        if (rest.continuation() != null) {
            rest.peer().client().browseNextAsync(true, List.of(rest.continuation()));
        }
    }

    @Override
    public CompletableFuture<RawValue> read(String address) {
        return inTurn(peer -> {
            NodeAddress parsed = parse(address);
            NodeId node = resolve(peer, parsed);
            ReadSource source = ReadSource.of(parsed);
            DataValue[] values = peer.client()
                    .read(0, TimestampsToReturn.Both, List.of(source.readValueId(node)))
                    .getResults();
            if (values == null || values.length != 1) {
                throw new UaException(
                        Integer.toUnsignedLong(Quality.BAD_INTERNAL_ERROR), "no answer to a read request");
            }
            return RawValues.of(peer.structures(), parsed, values[0]);
        });
    }

    @Override
    public CompletableFuture<Integer> write(String address, Object value) {
        return inTurn(peer -> {
            NodeAddress parsed = parse(address);
            DeviceWrite write = RawValues.write(address, value);
            if (write == null) {
                return Quality.BAD_TYPE_MISMATCH;
            }
            return peer.writes().write(parsed, write).get();
        });
    }

    private static NodeAddress parse(String address) {
        NodeAddress parsed = NodeAddress.parse(address);
        if (parsed == null) {
            throw new BrowseException(
                    Quality.BAD_NODE_ID_UNKNOWN,
                    "'" + address + "' is not a NodeId, allowed are forms such as ns=2;s=Area.Tag and ns=2;i=1001");
        }
        return parsed;
    }

    private static NodeId resolve(Peer peer, NodeAddress address) {
        NodeId node = address.resolve(peer.client().getNamespaceTable());
        if (node == null) {
            throw new BrowseException(
                    Quality.BAD_NODE_ID_UNKNOWN,
                    "the server has no namespace of that name: "
                            + address.node().toParseableString());
        }
        return node;
    }

    private interface Request<T> {
        T of(Peer peer) throws UaException, ExecutionException, InterruptedException;
    }

    private <T> CompletableFuture<T> inTurn(Request<T> request) {
        Executor executor;
        try {
            executor = access.executor();
        } catch (BrowseException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new BrowseException(Quality.BAD_RESOURCE_UNAVAILABLE, "too many requests at once"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Callable<T> call = () -> {
            turn.lockInterruptibly();
            try {
                return request.of(access.peer());
            } finally {
                turn.unlock();
            }
        };
        executor.execute(() -> {
            try {
                answer.complete(call.call());
            } catch (Exception e) {
                answer.completeExceptionally(readable(e));
            } finally {
                waiting.decrementAndGet();
            }
        });
        return answer;
    }

    private static BrowseException readable(Exception error) {
        if (error instanceof BrowseException known) {
            return known;
        }
        int code = UaException.extractStatusCode(error)
                .map(VariantReader::statusCode)
                .orElse(Quality.BAD_INTERNAL_ERROR);
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return new BrowseException(
                code, Quality.name(code) + ": " + message.lines().findFirst().orElse(""));
    }

    @Override
    public void close() {
        turn.lock();
        try {
            rests.values().forEach(NodeBrowser::release);
            rests.clear();
        } finally {
            turn.unlock();
        }
        access.close();
    }
}
