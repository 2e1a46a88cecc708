package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/**
 * Fills gaps that a lost link has left with what the server kept (HistoryRead, raw), for nodes that may be asked for it. A gap
 * is open at both ends: what was published before it and what is published behind it does not come again. One request is under
 * way at a time, the next one is sent when all of its values are published, and live values go first.
 *
 * <p>Thread: gaps are found and values published by the publishing thread, requests are sent by the link's, answers come on
 * Milo's.
 */
final class Backfill {
    /** Values in one answer. */
    private static final int PAGE = 1_000;

    private static final ByteString NONE = ByteString.NULL_VALUE;

    private static final int MOST_GAPS = 100_000;
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_CHECKED = 200;
    private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final boolean isWanted;
    private final long mostSpanNs;
    private final OpcUaCounters counters;
    private final Queue<Gap> gaps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<Chunk> chunk = new AtomicReference<>();
    // the link's thread alone
    private final Map<NodeId, Boolean> hasHistory = new HashMap<>();
    private Request underWay;
    private Gap present;
    private long reachedNs;
    private ByteString continuation = NONE;
    private long notBeforeNs = System.nanoTime();
    // the publishing thread alone
    private int next;
    private int nextTag;

    /** Source times between which values may be missing, ns since the epoch, exclusive. */
    record Gap(ReadSource source, long fromNs, long toNs) {}

    /** @param answer of its own, so that one that comes late takes no other's place; null until it is there */
    private record Request(List<Gap> checked, AtomicReference<Answer> answer) {
        Request(List<Gap> checked) {
            this(checked, new AtomicReference<>());
        }
    }

    /** @param values user access levels, or a page of history; null when there is none */
    private record Answer(DataValue[] values, ByteString continuation) {}

    private record Chunk(ReadSource source, List<DataValue> values) {}

    /** @param mostSpanMs longest gap that is filled; of a longer one its end is */
    Backfill(boolean isWanted, long mostSpanMs, OpcUaCounters counters) {
        this.isWanted = isWanted;
        this.mostSpanNs = TimeUnit.MILLISECONDS.toNanos(mostSpanMs);
        this.counters = counters;
    }

    // ---- the publishing thread

    /** There may be values between these two source times. */
    void found(ReadSource source, long fromNs, long toNs) {
        if (!isWanted || toNs - fromNs <= 100) {
            return;
        }
        if (count.incrementAndGet() > MOST_GAPS) {
            count.decrementAndGet();
            counters.gapsLeft.increment();
        } else {
            gaps.add(new Gap(source, Math.max(fromNs, toNs - mostSpanNs), toNs));
        }
    }

    /** Whether something waits to be published. */
    boolean isReady() {
        return chunk.get() != null;
    }

    /** Publishes some of what has come, as far as there is room. */
    void publish(VariantReader late) {
        Chunk present = chunk.get();
        if (present == null) {
            return;
        }
        TagItem[] tags = present.source().tags();
        for (int i = 0; i < MOST_AT_ONCE && next < present.values().size(); i++) {
            while (nextTag < tags.length && !present.source().isDropped()) {
                if (!late.publishLate(tags[nextTag], present.values().get(next))) {
                    return; // the ring has no room: the same one next time
                }
                counters.backfilled.increment();
                nextTag++;
            }
            nextTag = 0;
            next++;
        }
        if (next == present.values().size()) {
            next = 0;
            chunk.set(null);
        }
    }

    // ---- the link's thread

    /** Sends what is next; answers how long there is nothing to do, ns. */
    long step(OpcUaClient client, Structures structures) {
        Request asked = underWay;
        Answer come = asked == null ? null : asked.answer().get();
        if (come != null) {
            underWay = null;
            take(asked, come, client, structures);
        }
        long now = System.nanoTime();
        boolean isBusy = underWay != null || chunk.get() != null || now - notBeforeNs < 0;
        if (!isBusy && (present != null || !gaps.isEmpty())) {
            notBeforeNs = now + PACE_NS;
            send(client);
        }
        return underWay != null || present != null || !gaps.isEmpty() ? PACE_NS : IDLE_NS;
    }

    private void send(OpcUaClient client) {
        if (present == null) {
            present = gaps.poll();
            reachedNs = present.fromNs();
            count.decrementAndGet();
        }
        NodeId node = node(client, present);
        Boolean mayBeAsked = node == null || present.source().isDropped() ? Boolean.FALSE : hasHistory.get(node);
        if (mayBeAsked == null) {
            check(client);
        } else if (mayBeAsked) {
            ask(client, node);
        } else {
            present = null;
        }
    }

    /** Asks which of the next nodes have a history that may be read. */
    private void check(OpcUaClient client) {
        List<Gap> checked = new ArrayList<>(List.of(present));
        gaps.stream().limit(MOST_CHECKED - 1).forEach(checked::add);
        List<ReadValueId> reads = new ArrayList<>();
        checked.removeIf(gap -> node(client, gap) == null);
        for (Gap gap : checked) {
            reads.add(new ReadValueId(
                    node(client, gap), AttributeId.UserAccessLevel.uid(), null, QualifiedName.NULL_VALUE));
        }
        Request request = new Request(checked);
        underWay = request;
        client.readAsync(0, TimestampsToReturn.Neither, reads)
                .whenComplete((response, error) ->
                        request.answer().set(new Answer(error == null ? response.getResults() : null, NONE)));
    }

    private void ask(OpcUaClient client, NodeId node) {
        ReadRawModifiedDetails details = new ReadRawModifiedDetails(
                false,
                VariantReader.dateTime(present.fromNs() + 100),
                VariantReader.dateTime(present.toNs()),
                uint(PAGE),
                false);
        HistoryReadValueId id = new HistoryReadValueId(
                node, present.source().key().indexRange(), QualifiedName.NULL_VALUE, continuation);
        Request request = new Request(List.of());
        underWay = request;
        client.historyReadAsync(details, TimestampsToReturn.Source, false, List.of(id))
                .whenComplete((response, error) ->
                        request.answer().set(page(client, error == null ? response.getResults() : null)));
    }

    private static Answer page(OpcUaClient client, HistoryReadResult[] results) {
        try {
            boolean isGood = results != null
                    && results.length == 1
                    && !results[0].getStatusCode().isBad();
            ExtensionObject data = isGood ? results[0].getHistoryData() : null;
            if (isGood && (data == null || data.isNull())) {
                return new Answer(new DataValue[0], NONE);
            }
            if (isGood && data.decode(client.getStaticEncodingContext()) instanceof HistoryData history) {
                ByteString more = results[0].getContinuationPoint();
                return new Answer(
                        history.getDataValues() == null ? new DataValue[0] : history.getDataValues(),
                        more == null ? NONE : more);
            }
        } catch (UaRuntimeException e) {
            // nonsense is as good as no answer
        }
        return new Answer(null, NONE);
    }

    private void take(Request asked, Answer come, OpcUaClient client, Structures structures) {
        List<Gap> checked = asked.checked();
        for (int i = 0; i < checked.size(); i++) {
            boolean is = come.values() != null
                    && i < come.values().length
                    && come.values()[i].value().value() instanceof UByte level
                    && AccessLevel.fromValue(level).contains(AccessLevel.HistoryRead);
            hasHistory.put(node(client, checked.get(i)), is);
        }
        if (checked.isEmpty() && present != null) {
            take(present, come, structures);
        }
    }

    private void take(Gap gap, Answer come, Structures structures) {
        List<DataValue> values = come.values() == null ? List.of() : within(gap, come.values(), structures);
        if (!values.isEmpty()) {
            chunk.set(new Chunk(gap.source(), values));
        }
        boolean isMore = !come.continuation().isNullOrEmpty();
        if (come.values() == null || isMore && values.isEmpty()) {
            // refused, or a server that goes round in circles
            counters.gapsLeft.increment();
        }
        if (isMore && !values.isEmpty()) {
            continuation = come.continuation();
        } else {
            end();
        }
    }

    private void end() {
        present = null;
        continuation = NONE;
    }

    private List<DataValue> within(Gap gap, DataValue[] page, Structures structures) {
        List<DataValue> values = new ArrayList<>();
        for (DataValue value : page) {
            if (VariantReader.isRepresentable(value.sourceTime())) {
                long timeNs = VariantReader.epochNs(value.sourceTime());
                if (timeNs > reachedNs && timeNs < gap.toNs()) {
                    reachedNs = timeNs;
                    values.add(structures.decoded(gap.source(), value));
                }
            }
        }
        return values;
    }

    /** The connection is lost: what was asked for is asked for again over the next one, from where it was. */
    void lost() {
        underWay = null;
        continuation = NONE;
        hasHistory.clear();
        if (present != null) {
            present = new Gap(present.source(), reachedNs, present.toNs());
        }
    }

    private static NodeId node(OpcUaClient client, Gap gap) {
        return gap.source().tags()[0].address().resolve(client.getNamespaceTable());
    }
}
