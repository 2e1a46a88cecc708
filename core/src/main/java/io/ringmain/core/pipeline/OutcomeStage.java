package io.ringmain.core.pipeline;

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
 * <p>Thread: OUTCOMES. Owns: its cursor, the outbox's released position and the change marks. Allocates: for device writes
 * and outcomes, nothing an update.
 */
final class OutcomeStage implements Agent {
    private static final int BATCH = 4096;

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

    OutcomeStage(
            Ring ring,
            Ring.Cursor upstream,
            Ring.Cursor cursor,
            Outbox outbox,
            OutcomeHandler handler,
            StageErrors errors,
            StageCounters counters,
            IngressClock clock) {
        this.ring = ring;
        this.upstream = upstream;
        this.cursor = cursor;
        this.outbox = outbox;
        this.handler = handler;
        this.errors = errors;
        this.counters = counters;
        this.clock = clock;
        this.samples = new StageSamples(counters.latency(), BATCH);
    }

    @Override
    public int doWork() {
        long next = cursor.get() + 1;
        long last = upstream.get();
        if (next > last) {
            return 0;
        }
        long begin = clock.nowNs();
        int done = 0;
        while (next <= last && done < BATCH) {
            Event event = ring.slot(next);
            handle(event);
            outbox.release(event.resultsTo);
            samples.onEvent(event, done);
            clear(event);
            next++;
            done++;
        }
        long sequence = ring.sequenceOf(next - 1);
        cursor.set(next - 1);
        try {
            handler.onBatchEnd(sequence);
        } catch (RuntimeException | Error e) {
            record(sequence, e);
        }
        long end = clock.nowNs();
        samples.onCycleEnd(end);
        counters.count(done, end - begin);
        return done;
    }

    private void handle(Event event) {
        try {
            handler.onEvent(event);
        } catch (RuntimeException | Error e) {
            record(event.sequence, e);
        }
        for (long position = event.resultsFrom; position < event.resultsTo; position++) {
            try {
                handler.onResult(event, outbox.wrap(position, result));
            } catch (RuntimeException | Error e) {
                record(event.sequence, e);
            }
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
