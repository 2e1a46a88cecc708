package io.ringmain.core.pipeline;

import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.spi.Journal;
import org.agrona.concurrent.Agent;

/**
 * Appends inputs and results, one excerpt a batch. The first error fences the journal: what follows is not recorded, the
 * plant says so, and nothing is sent to devices any more.
 *
 * <p>Thread: JOURNAL. Owns: its cursor and the encoder. Allocates: nothing, large configurations apart.
 */
final class JournalStage implements Agent {
    private static final int MAX_EVENTS = 16 * 1024;

    private final Ring ring;
    private final Ring.Cursor upstream;
    private final Ring.Cursor cursor;
    private final Outbox outbox;
    private final Journal journal;
    private final BatchEncoder.ExcerptHandler append;
    private final StageErrors errors;
    private final StageCounters counters;
    private final IngressClock clock;
    private final BatchEncoder encoder = new BatchEncoder();
    private final StageSamples samples;
    private long pendingFrom;
    private volatile long recorded;
    private volatile boolean isFenced;

    JournalStage(
            Ring ring,
            Ring.Cursor upstream,
            Ring.Cursor cursor,
            Outbox outbox,
            Journal journal,
            StageErrors errors,
            StageCounters counters,
            IngressClock clock) {
        this.ring = ring;
        this.upstream = upstream;
        this.cursor = cursor;
        this.outbox = outbox;
        this.journal = journal;
        this.append = journal::append;
        this.errors = errors;
        this.counters = counters;
        this.clock = clock;
        this.samples = new StageSamples(counters.latency(), MAX_EVENTS);
        this.pendingFrom = ring.sequenceOf(0);
        this.recorded = pendingFrom - 1;
    }

    /** True after an append has failed. Thread: any. */
    boolean isFenced() {
        return isFenced;
    }

    /** Last event that was appended; stands still from the fence on. Thread: any. */
    long recorded() {
        return recorded;
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
        encoder.begin(pendingFrom);
        while (next <= last && done < MAX_EVENTS) {
            Event event = ring.slot(next);
            if (encoder.count() > 0 && !encoder.hasRoomFor(event)) {
                break;
            }
            if (event.isEffectless) {
                encoder.skip(event.sequence);
            } else {
                add(event);
            }
            samples.onEvent(event, done);
            next++;
            done++;
        }
        if (encoder.count() > 0 && !isFenced) {
            append(ring.sequenceOf(next - 1));
        }
        cursor.set(next - 1);
        long end = clock.nowNs();
        samples.onCycleEnd(end);
        counters.count(done, end - begin);
        return done;
    }

    private void add(Event event) {
        if (isFenced) {
            return;
        }
        try {
            encoder.add(event, outbox);
        } catch (RuntimeException | Error e) {
            fence(event.sequence, e);
        }
    }

    private void append(long lastSequence) {
        try {
            encoder.finish(append);
            pendingFrom = lastSequence + 1;
            recorded = lastSequence;
        } catch (RuntimeException | Error e) {
            fence(lastSequence, e);
        }
    }

    private void fence(long sequence, Throwable e) {
        isFenced = true;
        counters.countError();
        errors.onError("JOURNAL", sequence, e);
    }

    @Override
    public void onClose() {
        journal.close();
    }

    @Override
    public String roleName() {
        return "ringmain-journal";
    }
}
