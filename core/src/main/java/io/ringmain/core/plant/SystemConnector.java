package io.ringmain.core.plant;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.system.SystemPoint;
import io.ringmain.core.tag.Quality;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows the other connectors as tags: states of links and phases of acquisitions when they change, counts once a second. It
 * hands the actions of operators to them.
 *
 * <p>Thread: its own, four times a second and when a link has changed; in mode INVOKER none, {@link #beat} is called then.
 * Owns: what was shown last. Allocates: once a second per connector.
 */
final class SystemConnector implements ServingConnector {
    private static final long LOOK_NS = 250_000_000;
    private static final long COUNT_NS = 1_000_000_000;
    private static final long END_MS = 1_000;

    private final ConcurrentLinkedQueue<DeviceWrite> writes = new ConcurrentLinkedQueue<>();
    private Plant plant;
    private ConnectorContext context;
    private Thread thread;
    private volatile List<BoundTag> wanted = List.of();
    private volatile boolean isClosed;
    private ShownPoints points = ShownPoints.NONE;
    private long countedNs;

    @Override
    public void serve(ServedPlant served) {
        plant = served.plant();
    }

    @Override
    public void start(ConnectorContext given) {
        context = given;
        wanted = given.tags();
        context.link(LinkState.OK);
        if (plant.mode() != ThreadingMode.INVOKER) {
            thread = new Thread(this::run, "ringmain-system");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        while (!isClosed) {
            try {
                beat();
            } catch (RuntimeException | Error e) {
                plant.onError("SYSTEM", e);
            }
            LockSupport.parkNanos(this, LOOK_NS);
        }
    }

    /** Has it look at once. Thread: any. */
    void wake() {
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Looks once. Thread: its own; in mode INVOKER the caller's. */
    void beat() {
        List<BoundTag> tags = wanted;
        if (!points.isOf(tags)) {
            points = points.next(tags);
            countedNs = 0;
        }
        for (DeviceWrite write = writes.poll(); write != null; write = writes.poll()) {
            context.answer(write.writeId(), act(write));
        }
        long nowNs = plant.nowNs();
        boolean isToCount = countedNs == 0 || nowNs - countedNs >= COUNT_NS;
        countedNs = isToCount ? nowNs : countedNs;
        points.show(plant, context.updates(), isToCount);
        context.updates().flush();
    }

    /** Does what is asked and shows it, with the status of the outcome; the machine that asked sees it there. */
    private int act(DeviceWrite write) {
        SystemPoint point = SystemPoint.of(write.address());
        AcquisitionAction action = SystemAction.of(write.bits());
        if (!point.item().equals(SystemPoint.ACTION)) {
            return Quality.BAD_NOT_WRITABLE;
        }
        if (action == null) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        ConnectorLink link = plant.links().named(point.connector());
        if (link == null || !link.isRunning()) {
            return Quality.BAD_NOT_CONNECTED;
        }
        int status = link.control(point.intervalMs(), action) ? Quality.GOOD : Quality.BAD_NOT_SUPPORTED;
        context.updates().update(write.tagId(), write.bits(), status, plant.nowNs());
        return status;
    }

    @Override
    public void write(DeviceWrite write) {
        writes.add(write);
        wake();
    }

    @Override
    public boolean tagsChanged(List<BoundTag> tags) {
        wanted = tags;
        wake();
        return true;
    }

    @Override
    public String detail() {
        return "";
    }

    @Override
    public void close() {
        isClosed = true;
        if (thread != null) {
            wake();
            try {
                thread.join(END_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (DeviceWrite write = writes.poll(); write != null; write = writes.poll()) {
            context.answer(write.writeId(), Quality.BAD_SHUTDOWN);
        }
    }
}
