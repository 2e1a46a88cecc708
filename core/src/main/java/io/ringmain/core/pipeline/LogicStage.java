package io.ringmain.core.pipeline;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.StageErrors;
import org.agrona.concurrent.Agent;

/**
 * Feeds LOGIC with published events. Takes none while the outbox may not hold its results.
 *
 * <p>Thread: LOGIC. Owns: its cursor. Allocates: nothing.
 */
final class LogicStage implements Agent {
    private static final int BATCH = 1024;
    /** So many events' records are fetched into the cache at once, where one after the other each would be waited for. */
    private static final int AHEAD = 64;

    private final Ring ring;
    private final Logic logic;
    private final Outbox outbox;
    private final Ring.Cursor cursor;
    private final StageErrors errors;
    private final StageCounters counters;
    private final IngressClock clock;
    private final int[] ahead = new int[AHEAD];
    /** Keeps the reads of {@link #touch} from being optimized away. */
    private long fetched;

    LogicStage(
            Ring ring,
            Logic logic,
            Outbox outbox,
            Ring.Cursor cursor,
            StageErrors errors,
            StageCounters counters,
            IngressClock clock) {
        this.ring = ring;
        this.logic = logic;
        this.outbox = outbox;
        this.cursor = cursor;
        this.errors = errors;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public int doWork() {
        long next = cursor.get() + 1;
        if (!ring.isPublished(next)) {
            return 0;
        }
        long begin = clock.nowNs();
        long firstNs = 0;
        long firstIngressNs = 0;
        int done = 0;
        int ready = 0;
        while (done < BATCH && outbox.hasRoom(Logic.MAX_RESULTS)) {
            if (ready == 0) {
                ready = touch(next);
                if (ready == 0) {
                    break;
                }
            }
            if (done == 1) {
                firstNs = clock.nowNs(); // of a cycle of one event the end is as good, and comes when it is handed on
            }
            Event event = ring.slot(next);
            logic.onEvent(event);
            if (done == 0) {
                firstIngressNs = event.ingressTimeNs;
            } else if (StageLatency.isSampled(event.sequence, done)) {
                counters.latency().record(clock.nowNs() - event.ingressTimeNs);
            }
            if (event.kind == EventKind.SNAPSHOT) {
                capture(event);
            }
            next++;
            done++;
            ready--;
        }
        if (done > 0) {
            cursor.set(next - 1);
            long end = clock.nowNs();
            counters.latency().record((done == 1 ? end : firstNs) - firstIngressNs);
            counters.count(done, end - begin);
        } else {
            outbox.wantRoom(); // nothing else holds a published event up
        }
        return done;
    }

    /** Looks at what is published next, and returns how much of it there is. */
    private int touch(long from) {
        int count = 0;
        for (long slot = from; count < AHEAD && ring.isPublished(slot); slot++) {
            Event event = ring.slot(slot);
            ahead[count++] = event.kind == EventKind.UPDATE ? event.target : Logic.NO_TAG;
        }
        fetched = logic.touch(ahead, count);
        return count;
    }

    /** A capture that fails costs a snapshot; thrown on, it would have the same events taken twice. */
    private void capture(Event event) {
        try {
            event.attachment = logic.capture();
        } catch (RuntimeException | Error e) {
            counters.countError();
            errors.onError("LOGIC", event.sequence, e);
        }
    }

    @Override
    public String roleName() {
        return "ringmain-logic";
    }
}
