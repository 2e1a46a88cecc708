package io.ringmain.core.pipeline;

import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.spi.Journal;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;

/**
 * Appends inputs and results, one excerpt a batch. It never waits for the disk: SYNC is told what has to be there. The
 * first error, here or there, fences the journal: what follows is not recorded, the plant says so, and nothing is sent to
 * devices any more.
 *
 * <p>Thread: JOURNAL; SYNC may fence. Owns: its cursor and the encoder. Allocates: nothing, large configurations apart.
 */
final class JournalStage implements Agent {
    private static final int MAX_EVENTS = 16 * 1024;
    private static final long NOT_FENCED = Long.MAX_VALUE;

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
    private final Durability durability;
    private final Result result = new Result();
    private final AtomicLong fencedBehind = new AtomicLong(NOT_FENCED);
    private Runnable wakeSync = () -> {};
    private long pendingFrom;
    private boolean isDiskWanted;
    private volatile long recorded;
    private volatile long wantedOnDisk;

    JournalStage(
            Ring ring,
            Ring.Cursor upstream,
            Ring.Cursor cursor,
            Outbox outbox,
            Journal journal,
            Durability durability,
            StageErrors errors,
            StageCounters counters,
            IngressClock clock) {
        this.ring = ring;
        this.upstream = upstream;
        this.cursor = cursor;
        this.outbox = outbox;
        this.journal = journal;
        this.append = journal::append;
        this.durability = durability;
        this.errors = errors;
        this.counters = counters;
        this.clock = clock;
        this.samples = new StageSamples(counters.latency(), MAX_EVENTS);
        this.pendingFrom = ring.sequenceOf(0);
        this.recorded = pendingFrom - 1;
        this.wantedOnDisk = recorded;
    }

    /** @param wake called when there is something new to be forced; must not block */
    void onDiskWanted(Runnable wake) {
        wakeSync = wake;
    }

    /** True after an append or a force has failed. Thread: any. */
    boolean isFenced() {
        return fencedBehind.get() != NOT_FENCED;
    }

    /** Whether the journal was fenced before it had the event for certain. Thread: any. */
    boolean isUnrecorded(long sequence) {
        return sequence > fencedBehind.get();
    }

    /** Last event that was appended; stands still from the fence on. Thread: any. */
    long recorded() {
        return recorded;
    }

    /** Last event that asks to be on disk; never behind {@link #recorded}. Thread: any. */
    long wantedOnDisk() {
        return wantedOnDisk;
    }

    /** Nothing behind that sequence is taken for recorded any more. Thread: any. */
    void fence(long lastRecorded) {
        fencedBehind.accumulateAndGet(lastRecorded, Math::min);
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
        isDiskWanted = false;
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
        if (encoder.count() > 0 && !isFenced()) {
            append(ring.sequenceOf(next - 1));
        }
        cursor.set(next - 1);
        long end = clock.nowNs();
        samples.onCycleEnd(end);
        counters.count(done, end - begin);
        return done;
    }

    private void add(Event event) {
        if (isFenced()) {
            return;
        }
        try {
            encoder.add(event, outbox);
            isDiskWanted = isDiskWanted || durability.isOnDisk(event, outbox, result);
        } catch (RuntimeException | Error e) {
            fence(event.sequence, e);
        }
    }

    private void append(long lastSequence) {
        try {
            encoder.finish(append);
            pendingFrom = lastSequence + 1;
            recorded = lastSequence;
            if (isDiskWanted) {
                wantedOnDisk = lastSequence;
                wakeSync.run();
            }
        } catch (RuntimeException | Error e) {
            fence(lastSequence, e);
        }
    }

    private void fence(long sequence, Throwable e) {
        fence(recorded);
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
