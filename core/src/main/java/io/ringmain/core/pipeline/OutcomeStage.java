package io.ringmain.core.pipeline;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.StageErrors;
import org.agrona.concurrent.Agent;

/**
 * Hands over what has been journaled: device writes, command outcomes, changes. Reads slots and results, never the CVT.
 *
 * <p>What has to be on disk first is parked until SYNC says so; the rest passes it. What is parked leaves in its order, and
 * while anything is parked no outcome and no device write passes it, so that neither the steps of one command nor the
 * writes to one device change places. When there is no room to park, no event is taken, the ring fills, and each producer's
 * policy says what then.
 *
 * <p>Thread: OUTCOMES. Owns: its cursor, the outbox's released position, what is parked and the change marks. Allocates:
 * for device writes and outcomes, nothing an update.
 */
final class OutcomeStage implements Agent {
    private static final int BATCH = 4096;
    /** So many events' change marks are fetched into the cache at once. */
    private static final int AHEAD = 64;
    /** Twice what one event can need. */
    private static final int PARKED = 2 * (Logic.MAX_RESULTS + 1);

    private static final long NO_GATE = Long.MIN_VALUE;

    private final Ring ring;
    private final Ring.Cursor upstream;
    private final Ring.Cursor cursor;
    private final Outbox outbox;
    private final OutcomeHandler handler;
    private final StageErrors errors;
    private final StageCounters counters;
    private final IngressClock clock;
    private final StageSamples samples;
    private final Result result = new Result();
    private final Durability durability;
    private final JournalStage journal;
    private final SyncStage sync;
    /** Keeps the reads of {@link #touch} from being optimized away. */
    private long fetched;

    private final Parked parked = new Parked(PARKED);

    OutcomeStage(
            Ring ring,
            Ring.Cursor upstream,
            Ring.Cursor cursor,
            Outbox outbox,
            OutcomeHandler handler,
            Durability durability,
            JournalStage journal,
            SyncStage sync,
            StageErrors errors,
            StageCounters counters,
            IngressClock clock) {
        this.ring = ring;
        this.upstream = upstream;
        this.cursor = cursor;
        this.outbox = outbox;
        this.handler = handler;
        this.durability = durability;
        this.journal = journal;
        this.sync = sync;
        this.errors = errors;
        this.counters = counters;
        this.clock = clock;
        this.samples = new StageSamples(counters.latency(), BATCH);
    }

    /** Events and results that wait for the disk. Thread: any. */
    int parked() {
        return parked.size();
    }

    @Override
    public int doWork() {
        if (parked.isEmpty() && cursor.get() >= upstream.get()) {
            return 0;
        }
        long begin = clock.nowNs();
        int released = release();
        int done = take();
        if (done == 0) {
            return released;
        }
        long sequence = ring.sequenceOf(cursor.get());
        try {
            handler.onBatchEnd(sequence);
        } catch (RuntimeException | Error e) {
            record(sequence, e);
        }
        long end = clock.nowNs();
        samples.onCycleEnd(end);
        counters.count(done, end - begin);
        return released + done;
    }

    private int take() {
        long next = cursor.get() + 1;
        long last = upstream.get();
        int done = 0;
        long touched = next;
        while (next <= last && done < BATCH) {
            if (next == touched) {
                touched = Math.min(next + AHEAD, last + 1);
                touch(next, touched);
            }
            Event event = ring.slot(next);
            if (!parked.hasRoom(event.resultsTo - event.resultsFrom)) {
                break;
            }
            handle(event);
            outbox.release(event.resultsTo);
            samples.onEvent(event, done);
            clear(event);
            next++;
            done++;
        }
        if (done > 0) {
            cursor.set(next - 1);
            if (outbox.wasRoomWanted()) {
                ring.bell().ring(); // LOGIC may sleep by now
            }
        }
        return done;
    }

    private void touch(long from, long to) {
        long sum = 0;
        for (long slot = from; slot < to; slot++) {
            sum += handler.touch(ring.slot(slot));
        }
        fetched = sum;
    }

    private void handle(Event event) {
        try {
            handler.onEvent(event);
        } catch (RuntimeException | Error e) {
            record(event.sequence, e);
        }
        if (event.kind == EventKind.UPDATE && event.resultsFrom == event.resultsTo) {
            return;
        }
        // asked once: what follows from one event keeps its order
        boolean isHeld = !parked.isEmpty() || !isSafe(event.sequence);
        if (event.kind == EventKind.COMMAND || event.kind == EventKind.CONFIG || event.kind == EventKind.SNAPSHOT) {
            if (isHeld && durability.isEventHeld(event)) {
                parked.addEvent(event, event.sequence);
            } else {
                settle(event);
            }
        }
        for (long position = event.resultsFrom; position < event.resultsTo; position++) {
            int kind = outbox.wrap(position, result).kind();
            if (isHeld && durability.isResultHeld(event, kind)) {
                parked.addResult(event, event.sequence, outbox, position);
            } else if (kind == Result.DEVICE_WRITE && !parked.isEmpty()) {
                parked.addResult(event, NO_GATE, outbox, position);
            } else {
                hand(event, result);
            }
        }
    }

    /** On disk, or known never to get there: then the handler says so. */
    private boolean isSafe(long sequence) {
        return sequence <= sync.durable() || journal.isUnrecorded(sequence);
    }

    private int release() {
        int released = 0;
        while (released < BATCH && !parked.isEmpty() && isSafe(parked.gate())) {
            Event event = parked.event();
            if (parked.isEvent()) {
                settle(event);
            } else {
                hand(event, parked.result());
            }
            parked.remove();
            released++;
        }
        return released;
    }

    private void settle(Event event) {
        try {
            handler.onSettled(event);
        } catch (RuntimeException | Error e) {
            record(event.sequence, e);
        }
    }

    private void hand(Event event, Result handed) {
        try {
            handler.onResult(event, handed);
        } catch (RuntimeException | Error e) {
            record(event.sequence, e);
        }
    }

    private void record(long sequence, Throwable e) {
        counters.countError();
        errors.onError("OUTCOMES", sequence, e);
    }

    /** Lets go of what is not preallocated, so that a slow ring does not keep it alive. */
    private static void clear(Event event) {
        if (event.kind >= EventKind.COMMAND) {
            event.command = null;
            event.configuration = null;
            event.attachment = null;
        }
    }

    @Override
    public String roleName() {
        return "ringmain-outcomes";
    }
}
