package io.ringmain.connectors.modbus;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.tag.TagSource.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * All tags of a connector by their intervals, and what operators want of them. Of the groups that have something to ask, the
 * one whose cycle was due first goes first.
 *
 * <p>Thread: the link's; {@link #order} any.
 */
final class PollGroups {
    private record Order(int intervalMs, AcquisitionAction action) {}

    private final List<PollGroup> groups = new ArrayList<>();
    private final Map<Integer, ModbusTag> tags = new HashMap<>();
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();

    PollGroups(List<ModbusTag> all, ModbusSettings settings, ConnectorContext context) {
        Map<Integer, List<ModbusTag>> byInterval = new TreeMap<>();
        for (ModbusTag tag : all) {
            tags.put(tag.tagId(), tag);
            byInterval
                    .computeIfAbsent(tag.intervalMs(), any -> new ArrayList<>())
                    .add(tag);
        }
        byInterval.forEach((interval, members) ->
                groups.add(new PollGroup(interval, members, settings, context.acquisition(Mode.POLL, interval))));
    }

    /** Null when there is none of that id. */
    ModbusTag tag(int tagId) {
        return tags.get(tagId);
    }

    Iterable<ModbusTag> tags() {
        return tags.values();
    }

    boolean has(int intervalMs) {
        return groups.stream().anyMatch(group -> group.intervalMs() == intervalMs);
    }

    void order(int intervalMs, AcquisitionAction action) {
        orders.add(new Order(intervalMs, action));
    }

    /** Carries out the next order; null when there is none, else the group it was for. */
    PollGroup obey(long nowNs) {
        Order order = orders.poll();
        if (order == null) {
            return null;
        }
        PollGroup group = groups.stream()
                .filter(candidate -> candidate.intervalMs() == order.intervalMs())
                .findFirst()
                .orElse(null);
        if (group != null) {
            group.obey(order.action(), nowNs);
        }
        return group;
    }

    void begin(long nowNs) {
        groups.forEach(group -> group.begin(nowNs));
    }

    void waiting() {
        groups.forEach(PollGroup::waiting);
    }

    /** Whether anything is polled at all. */
    boolean isIdle() {
        return groups.stream().allMatch(PollGroup::isStopped);
    }

    /** Begins the cycles that are due. Gives how long until the next one is, in ns. */
    long prepare(long nowNs) {
        long least = Long.MAX_VALUE;
        for (PollGroup group : groups) {
            least = Math.min(least, group.prepare(nowNs));
        }
        return least;
    }

    /** The group that goes first, null when none has something to ask. */
    PollGroup mostUrgent() {
        PollGroup first = null;
        for (PollGroup group : groups) {
            if (group.isReady() && (first == null || group.begunDueNs() - first.begunDueNs() < 0)) {
                first = group;
            }
        }
        return first;
    }
}
