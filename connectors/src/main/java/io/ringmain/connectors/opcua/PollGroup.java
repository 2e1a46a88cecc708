package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.AcquisitionPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/**
 * The polled sources of one interval on one connection, read in batches, of which a few are under way at a time. Polls stand
 * on a fixed grid; one that falls due before the last one is answered is left out and counted, so that a slow server is not
 * asked faster than it answers. While the server knows none of the nodes it is asked every 30 s only.
 *
 * <p>Thread: the poller's; answers come on Milo's and are handed over there.
 */
final class PollGroup {
    /** Requests of one group that are under way at a time. */
    private static final int MOST_UNDER_WAY = 4;

    private static final long REFUSED_NS = TimeUnit.SECONDS.toNanos(30);

    private final OpcUaClient client;
    private final SourceGroup group;
    private final Inbox inbox;
    private final OpcUaCounters counters;
    private final long intervalNs;
    private final List<ReadSource> sources;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int batchSize;
    private volatile boolean isRefused;
    private volatile boolean isEnded;
    private volatile long lateNs;
    private Batch[] batches;
    private int batchedBy;
    /** Sources that are read at all. */
    private volatile int asked;

    private long dueNs;
    private long refusedDueNs;

    private record Batch(ReadSource[] sources, List<ReadValueId> reads) {}

    PollGroup(OpcUaClient client, int batchSize, SourceGroup group, Inbox inbox, OpcUaCounters counters) {
        this.client = client;
        this.batchSize = batchSize;
        this.group = group;
        this.inbox = inbox;
        this.counters = counters;
        this.intervalNs = TimeUnit.MILLISECONDS.toNanos(group.intervalMs());
        this.sources = List.copyOf(group.sources());
        this.dueNs = System.nanoTime();
        this.refusedDueNs = dueNs;
    }

    SourceGroup group() {
        return group;
    }

    /** Whether this polls just what that group holds. */
    boolean polls(SourceGroup other) {
        return other == group && sources.equals(List.copyOf(other.sources()));
    }

    /** Polls when it is due; answers how long until it is due again, in ns. */
    long poll(long nowNs) {
        if (nowNs - dueNs >= 0) {
            long late = nowNs - dueNs;
            long missed = late / intervalNs;
            dueNs += intervalNs * (missed + 1);
            if (isRefused && nowNs - refusedDueNs < 0) {
                return dueNs - nowNs;
            }
            if (missed > 0) {
                leftOut(missed);
            }
            if (outstanding.get() > 0) {
                leftOut(1);
            } else {
                refusedDueNs = nowNs + REFUSED_NS;
                begin(late);
            }
        }
        return dueNs - nowNs;
    }

    /** Polls no more; answers that are still to come say nothing of the group any longer. */
    void end() {
        isEnded = true;
    }

    private void leftOut(long count) {
        counters.skippedPolls.add(count);
        group.notes().overruns(count);
    }

    private void begin(long late) {
        if (batchedBy != batchSize) {
            batchedBy = batchSize;
            batches = batches(batchedBy);
        }
        if (batches.length == 0) {
            return;
        }
        lateNs = late;
        arrived.set(0);
        refused.set(0);
        next.set(0);
        outstanding.set(batches.length);
        group.notes().requests(batches.length);
        counters.requests.add(batches.length);
        for (int i = 0; i < MOST_UNDER_WAY; i++) {
            readNext(batches);
        }
    }

    /** Those whose namespace the server has not are told so once and not read. */
    private Batch[] batches(int size) {
        List<ReadSource> known = new ArrayList<>();
        List<ReadValueId> reads = new ArrayList<>();
        List<ReadSource> unknown = new ArrayList<>();
        for (ReadSource source : sources) {
            NodeId node = source.tags()[0].address().resolve(client.getNamespaceTable());
            if (node == null) {
                unknown.add(source);
            } else {
                known.add(source);
                reads.add(source.readValueId(node));
            }
        }
        if (!unknown.isEmpty()) {
            inbox.status(group, unknown.toArray(ReadSource[]::new), new StatusCode(StatusCodes.Bad_NodeIdUnknown));
        }
        if (known.isEmpty() && !unknown.isEmpty()) {
            group.phase(AcquisitionPhase.FAULTED);
        }
        asked = known.size();
        List<Batch> made = new ArrayList<>();
        for (int from = 0; from < known.size(); from += size) {
            int to = Math.min(known.size(), from + size);
            made.add(new Batch(
                    known.subList(from, to).toArray(ReadSource[]::new), List.copyOf(reads.subList(from, to))));
        }
        return made.toArray(Batch[]::new);
    }

    private void readNext(Batch[] of) {
        int index = next.getAndIncrement();
        if (index >= of.length || isEnded) {
            return;
        }
        Batch batch = of[index];
        client.readAsync(0, TimestampsToReturn.Both, batch.reads()).whenComplete((response, error) -> {
            try {
                DataValue[] values = error == null ? response.getResults() : null;
                if (values != null && values.length == batch.sources().length) {
                    answered(batch, values, of);
                } else {
                    failed(batch, error, of);
                }
            } catch (RuntimeException e) {
                counters.errors.increment(); // the next poll is none the worse for it
            } finally {
                // not before: what is read next must come behind it
                outstanding.decrementAndGet();
                readNext(of);
            }
        });
    }

    private void answered(Batch batch, DataValue[] values, Batch[] of) {
        int bad = 0;
        for (DataValue value : values) {
            bad += isRefusal(value.statusCode()) ? 1 : 0;
        }
        refused.addAndGet(bad);
        if (arrived.incrementAndGet() < of.length) {
            inbox.part(group, batch.sources(), values);
        } else {
            judge();
            inbox.lastPart(group, batch.sources(), values, sources.size(), lateNs);
        }
    }

    private void judge() {
        isRefused = refused.get() >= asked;
        if (isEnded) {
            return;
        }
        group.phase(isRefused ? AcquisitionPhase.FAULTED : AcquisitionPhase.RUNNING);
        if (isEnded) {
            // ended in between: what was said then counts
            group.phase(group.isStopped() ? AcquisitionPhase.STOPPED : AcquisitionPhase.WAITING);
        }
    }

    private static boolean isRefusal(StatusCode status) {
        long code = status == null ? 0 : status.value();
        return code == StatusCodes.Bad_NodeIdUnknown
                || code == StatusCodes.Bad_NodeIdInvalid
                || code == StatusCodes.Bad_NotReadable
                || code == StatusCodes.Bad_UserAccessDenied
                || code == StatusCodes.Bad_AttributeIdInvalid;
    }

    /** The service as a whole failed: each of its tags takes that status until a poll succeeds. */
    private void failed(Batch batch, Throwable error, Batch[] of) {
        StatusCode status = error == null
                ? new StatusCode(StatusCodes.Bad_UnknownResponse)
                : UaException.extractStatusCode(error).orElse(StatusCode.BAD);
        if (ItemSet.isTooMany(status) && batchSize > 1 && of[0].sources().length <= batchSize) {
            batchSize = Math.max(1, batchSize / 2);
        }
        arrived.incrementAndGet();
        inbox.failed(group, batch.sources(), status);
    }
}
