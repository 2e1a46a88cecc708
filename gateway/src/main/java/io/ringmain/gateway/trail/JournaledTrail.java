package io.ringmain.gateway.trail;

import io.ringmain.core.ring.Note;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that become events of the journal. They wait in a bounded queue for the plant, from before it is up on; what the
 * queue has no room for is counted, and the count is noted. What the plant does not take for long, or comes after the end,
 * stands in the log instead. Refusals are told once a source and kind in 10 s, with their number.
 *
 * <p>Thread: {@link #note} any, never waits; its own hands over to the plant.
 */
public final class JournaledTrail implements AuditTrail, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournaledTrail.class);

    /** Notes that wait at most. */
    static final int CAPACITY = 8_192;

    private static final String LOST = "system.notes-lost";
    private static final long SWEEP_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(2);
    /** How long a plant may have no room before notes go to the log. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private static final long END_MS = 1_000;

    private final ConcurrentLinkedQueue<Note> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong logged = new AtomicLong();
    private final RefusalWindow<AuditNote> refusals = new RefusalWindow<>(System::nanoTime, this::put);
    private final Thread thread = new Thread(this::run, "audit-trail");
    private volatile Predicate<Note> plant;
    private volatile boolean isClosed;

    /** Begins to collect; nothing is journaled before {@link #open}. */
    public JournaledTrail() {
        thread.setDaemon(true);
        thread.start();
    }

    /** @param takes gives a note to the plant, false when it has no room; called by one thread */
    public void open(Predicate<Note> takes) {
        plant = takes;
        LockSupport.unpark(thread);
    }

    @Override
    public void note(AuditNote note) {
        if (note.code().equals(AuditNote.GOOD)) {
            put(note, 1);
        } else {
            refusals.refuse(note.source(), note.refusal(), note);
        }
    }

    private void put(AuditNote note, int times) {
        Note kept = new Note(
                note.user(),
                note.action(),
                note.target(),
                note.oldValue(),
                note.newValue(),
                note.reason(),
                note.origin(),
                note.code(),
                times);
        if (isClosed) {
            log(kept);
            return;
        }
        if (waiting.incrementAndGet() > CAPACITY) {
            waiting.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        queue.add(kept);
        if (isClosed && queue.remove(kept)) {
            log(kept); // nobody looks any more
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        long sweptNs = System.nanoTime();
        while (!isClosed) {
            if (plant != null) {
                handOver();
            }
            long now = System.nanoTime();
            if (now - sweptNs >= SWEEP_NS) {
                sweptNs = now;
                refusals.sweep();
            }
            if (plant == null || queue.isEmpty()) {
                LockSupport.parkNanos(this, SWEEP_NS);
            }
        }
    }

    /** Thread: the trail's. */
    private void handOver() {
        for (Note note = queue.peek(); note != null; note = queue.peek()) {
            boolean isTaken = deliver(note);
            queue.remove();
            waiting.decrementAndGet();
            if (!isTaken) {
                log(note);
            }
        }
        long missing = lost.get();
        if (missing > 0 && plant.test(gap(missing))) {
            lost.addAndGet(-missing);
        }
    }

    /** False when the plant has had no room for it for long, or can take none any more. */
    private boolean deliver(Note note) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        boolean isPatient = logged.get() == 0;
        do {
            if (plant.test(note)) {
                long only = logged.getAndSet(0);
                lost.addAndGet(only);
                return true;
            }
            if (!isPatient || isClosed) {
                return false;
            }
            LockSupport.parkNanos(this, RETRY_NS);
        } while (System.nanoTime() - deadlineNs < 0);
        return false;
    }

    private static Note gap(long missing) {
        int times = (int) Math.min(missing, Integer.MAX_VALUE);
        return new Note("", LOST, "", "", "", "notes that are not in the journal", "", "notes-lost", times);
    }

    /** The log is the last place. */
    private void log(Note note) {
        logged.incrementAndGet();
        LOG.warn("Not in the journal: {}", note);
    }

    /** Notes that wait, for tests. */
    int waiting() {
        return waiting.get();
    }

    /** Hands over what waits as far as the plant takes it; what comes later is logged. */
    @Override
    public void close() {
        refusals.flush();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MS);
        while (plant != null && waiting.get() > 0 && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(this, RETRY_NS);
        }
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Note note = queue.poll(); note != null; note = queue.poll()) {
            log(note);
        }
    }
}
