package io.ringmain.connectors.signal;

import io.ringmain.connectors.ValuePublisher;
import io.ringmain.connectors.WallClock;
import io.ringmain.connectors.WriteQueue;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Body of the connector's thread: samples when they are due, writes in between.
 *
 * <p>Thread: the connector's; write and order any.
 */
final class SignalsLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalsLoop.class);
    private static final int MOST_WRITES = 10_000;
    private static final long IDLE_NS = 10_000_000;

    private record Order(Mode mode, int intervalMs, AcquisitionAction action) {}

    private final boolean isFromEpoch;
    private final ConnectorContext context;
    private final WriteQueue writes;
    private final ValuePublisher values;
    private final Map<Integer, SignalTag> tags = new HashMap<>();
    private final List<SignalGroup> groups = new ArrayList<>();
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private volatile boolean isStopped;
    private volatile Thread thread;

    /** @param isFromEpoch whether the signals' time 0 is that of the epoch, not the connector's begin */
    SignalsLoop(ConnectorContext context, SignalReader reader, boolean isFromEpoch) {
        this.context = context;
        this.isFromEpoch = isFromEpoch;
        this.writes = new WriteQueue(context, MOST_WRITES);
        UpdatePublisher updates = context.updates();
        this.values = new ValuePublisher(updates);
        Map<Mode, Map<Integer, List<SignalTag>>> byInterval = new HashMap<>();
        for (BoundTag bound : context.tags()) {
            SignalTag tag =
                    new SignalTag(bound.tagId(), bound.definition().sourceType(), reader.read(bound.definition()));
            tags.put(tag.tagId(), tag);
            byInterval
                    .computeIfAbsent(bound.definition().source().mode(), any -> new HashMap<>())
                    .computeIfAbsent(bound.definition().source().intervalMs(), any -> new ArrayList<>())
                    .add(tag);
        }
        byInterval.forEach((mode, intervals) -> intervals.forEach((interval, members) -> groups.add(new SignalGroup(
                mode,
                interval,
                members,
                updates,
                values,
                context.acquisition(mode, mode == Mode.SUBSCRIBE ? 0 : interval)))));
        writes.open();
    }

    void write(DeviceWrite write) {
        if (writes.offer(write)) {
            LockSupport.unpark(thread);
        }
    }

    /** False when there is no such acquisition. */
    boolean order(Mode mode, int intervalMs, AcquisitionAction action) {
        if (groups.stream().noneMatch(group -> isOf(group, mode, intervalMs))) {
            return false;
        }
        orders.add(new Order(mode, intervalMs, action));
        LockSupport.unpark(thread);
        return true;
    }

    private static boolean isOf(SignalGroup group, Mode mode, int intervalMs) {
        return group.mode() == mode && (mode == Mode.SUBSCRIBE || group.intervalMs() == intervalMs);
    }

    void stop() {
        isStopped = true;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            context.link(LinkState.OK);
            groups.forEach(SignalGroup::begin);
            serve();
        } catch (RuntimeException e) {
            LOG.error("signals end unexpectedly", e);
            context.link(LinkState.FAILED);
        } finally {
            writes.close(Quality.BAD_SHUTDOWN);
        }
    }

    private void serve() {
        long begin = System.nanoTime();
        long beginNs = WallClock.nowNs();
        long originNs = isFromEpoch ? -beginNs : 0;
        while (!isStopped) {
            obey();
            long ns = System.nanoTime() - begin;
            long waitNs = IDLE_NS;
            for (SignalGroup group : groups) {
                waitNs = Math.min(waitNs, group.step(ns, originNs, beginNs));
            }
            for (DeviceWrite write = writes.poll(); write != null; write = writes.poll()) {
                take(write, ns - originNs, beginNs + ns);
            }
            values.flush();
            if (!isStopped) {
                LockSupport.parkNanos(waitNs);
            }
        }
    }

    private void obey() {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            for (SignalGroup group : groups) {
                if (isOf(group, order.mode(), order.intervalMs())) {
                    group.obey(order.action(), WallClock.nowNs());
                }
            }
        }
    }

    private void take(DeviceWrite write, long ns, long timeNs) {
        SignalTag tag = tags.get(write.tagId());
        int status = tag == null ? Quality.BAD_NODE_ID_UNKNOWN : tag.write(write);
        if (status == Quality.GOOD) {
            tag.publish(values, ns, 0, Quality.GOOD, timeNs);
        }
        context.answer(write.writeId(), status);
    }
}
