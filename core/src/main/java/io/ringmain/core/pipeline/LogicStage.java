package io.ringmain.core.pipeline;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;

/**
 * Feeds LOGIC with published events. Takes none while the outbox may not hold its results.
 *
 * <p>Thread: LOGIC. Owns: its cursor. Allocates: nothing.
 */
final class LogicStage implements Agent {
    private static final int BATCH = 1024;

    private final Ring ring;
    private final Logic logic;
    private final Outbox outbox;
    private final Ring.Cursor cursor;
    private final StageCounters counters;
    private final LongSupplier monotonicNs;

    LogicStage(
            Ring ring,
            Logic logic,
            Outbox outbox,
            Ring.Cursor cursor,
            StageCounters counters,
            LongSupplier monotonicNs) {
        this.ring = ring;
        this.logic = logic;
        this.outbox = outbox;
        this.cursor = cursor;
        this.counters = counters;
        this.monotonicNs = monotonicNs;
    }

    @Override
    public int doWork() {
        long next = cursor.get() + 1;
        if (!ring.isPublished(next)) {
            return 0;
        }
        long begin = monotonicNs.getAsLong();
        int done = 0;
        while (done < BATCH && ring.isPublished(next) && outbox.hasRoom(Logic.MAX_RESULTS)) {
            Event event = ring.slot(next);
            logic.onEvent(event);
            if (event.kind == EventKind.SNAPSHOT) {
                event.attachment = logic.save();
            }
            next++;
            done++;
        }
        if (done > 0) {
            cursor.set(next - 1);
            counters.count(done, monotonicNs.getAsLong() - begin);
        }
        return done;
    }

    @Override
    public String roleName() {
        return "ringmain-logic";
    }
}
