package io.ringmain.connectors.opcua;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/**
 * The polled tags of one interval on one connection, read in batches. A poll that falls due before the last one is
 * answered is left out and counted, so that a slow server is not asked faster than it answers.
 *
 * <p>Thread: the link's; answers come on Milo's and are handed over there.
 */
final class PollGroup {
    private final OpcUaClient client;
    private final long session;
    private final Handover handover;
    private final OpcUaCounters counters;
    private final long intervalNs;
    private final List<TagItem[]> batches = new ArrayList<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    private long dueNs;

    private PollGroup(
            OpcUaClient client,
            int batchSize,
            long session,
            Handover handover,
            OpcUaCounters counters,
            int intervalMs,
            List<TagItem> tags) {
        this.client = client;
        this.session = session;
        this.handover = handover;
        this.counters = counters;
        this.intervalNs = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        this.dueNs = System.nanoTime();
        for (int from = 0; from < tags.size(); from += batchSize) {
            List<TagItem> batch = tags.subList(from, Math.min(tags.size(), from + batchSize));
            batches.add(batch.toArray(TagItem[]::new));
        }
    }

    /** One group for each interval of the tags. */
    static List<PollGroup> of(
            OpcUaClient client,
            int batchSize,
            long session,
            Handover handover,
            OpcUaCounters counters,
            List<TagItem> tags) {
        Map<Integer, List<TagItem>> byInterval = new TreeMap<>();
        for (TagItem tag : tags) {
            byInterval
                    .computeIfAbsent(tag.intervalMs(), any -> new ArrayList<>())
                    .add(tag);
        }
        List<PollGroup> groups = new ArrayList<>();
        byInterval.forEach((interval, members) ->
                groups.add(new PollGroup(client, batchSize, session, handover, counters, interval, members)));
        return groups;
    }

    /** Polls when it is due; answers how long until it is due again, in ns. */
    long poll(long nowNs) {
        if (nowNs - dueNs >= 0) {
            // a fixed grid; intervals that were missed as a whole are not made up for
            dueNs += intervalNs * ((nowNs - dueNs) / intervalNs + 1);
            if (outstanding.compareAndSet(0, batches.size())) {
                batches.forEach(this::read);
            } else {
                counters.skippedPolls.increment();
            }
        }
        return dueNs - nowNs;
    }

    private void read(TagItem[] tags) {
        List<NodeId> nodes = new ArrayList<>(tags.length);
        for (TagItem tag : tags) {
            nodes.add(tag.nodeId());
        }
        client.readValuesAsync(0, TimestampsToReturn.Both, nodes).whenComplete((values, error) -> {
            outstanding.decrementAndGet();
            if (error == null) {
                handover.put(new Handover.Values(session, tags, values.toArray(DataValue[]::new)));
            } else {
                // the service as a whole failed: each of its tags takes that status until a poll succeeds
                DataValue failed =
                        new DataValue(UaException.extractStatusCode(error).orElse(StatusCode.BAD));
                DataValue[] all = new DataValue[tags.length];
                Arrays.fill(all, failed);
                handover.put(new Handover.Values(session, tags, all));
            }
        });
    }
}
