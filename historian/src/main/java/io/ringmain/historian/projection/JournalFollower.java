package io.ringmain.historian.projection;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal's files from a projection's position on and goes on with what is appended. A store that is down is tried
 * again with growing pauses; the journal keeps what it misses, and the ring never waits.
 *
 * <p>Thread: one of its own; {@link #state()} and {@link #awaitCovered} any.
 */
public final class JournalFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);
    private static final int FLUSH_ROWS = 4_000;
    /** Not oftener, as each transaction is forced to a disk. */
    private static final long FLUSH_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** How long a position may be older than what was read, when there were no rows. */
    private static final long NOTE_NS = TimeUnit.SECONDS.toNanos(5);

    /** How long rows wait for their records to be on disk; sites may keep some in the mapped file only. */
    private static final long DURABLE_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long FIRST_BACKOFF_MS = 100;
    private static final long LAST_BACKOFF_MS = 5_000;
    private static final long END_MS = 2_000;

    private final String name;
    private final LongFunction<JournalReader> journal;
    /** Reads what is good around damage. */
    private final LongFunction<JournalReader> salvage;

    private final List<String> damage = new CopyOnWriteArrayList<>();
    /** Damage that was logged; a store that fails meets it again and again. */
    private final Set<String> reported = new HashSet<>();

    private final LongSupplier released;
    private final LongSupplier durable;
    private final ProjectionTarget target;
    private final boolean isEnding;
    private final BatchDecoder decoder = new BatchDecoder();
    private final Thread thread;
    private volatile boolean isClosing;
    private volatile boolean hasEnded;
    private volatile ProjectionState state;
    private long rows;
    private long failures;
    private boolean isReported;
    private long readSequence;
    /** Last sequence that needs no looking at any more: beyond the last batch when only ticks without effect followed. */
    private long coveredSequence;

    /** Last batch of which rows came. */
    private long dirtySequence;

    private long savedSequence;

    private JournalFollower(
            String name,
            LongFunction<JournalReader> journal,
            LongFunction<JournalReader> salvage,
            LongSupplier released,
            LongSupplier durable,
            ProjectionTarget target,
            boolean isEnding) {
        this.name = name;
        this.journal = journal;
        this.salvage = salvage;
        this.released = released;
        this.durable = durable;
        this.target = target;
        this.isEnding = isEnding;
        this.state = new ProjectionState(name, false, 0, 0, 0, 0, "starting");
        this.thread = new Thread(this::runToEnd, name + "-projection");
        this.thread.setDaemon(true);
    }

    /**
     * One that follows until it is closed.
     *
     * @param journal gives a reader from a sequence on
     * @param salvage gives one that passes over damage and names it; for when the other one meets some
     * @param released last sequence that may be shown to anyone
     * @param durable last sequence that a loss of power leaves in the journal: a store must not know more than that
     */
    public static JournalFollower of(
            String name,
            LongFunction<JournalReader> journal,
            LongFunction<JournalReader> salvage,
            LongSupplier released,
            LongSupplier durable,
            ProjectionTarget target) {
        return new JournalFollower(name, journal, salvage, released, durable, target, false);
    }

    /** One that goes to the end of the journal as it is, and ends there. */
    public static JournalFollower toEnd(
            String name,
            LongFunction<JournalReader> journal,
            LongFunction<JournalReader> salvage,
            ProjectionTarget target) {
        return new JournalFollower(name, journal, salvage, () -> Long.MAX_VALUE, () -> Long.MAX_VALUE, target, true);
    }

    public void start() {
        thread.start();
    }

    public ProjectionState state() {
        return state;
    }

    /** Damage of the journal that was passed over since the start, a line each. */
    public List<String> damage() {
        return damage;
    }

    /** Whether the end of the journal was reached by one that goes no further. */
    public boolean hasEnded() {
        return hasEnded;
    }

    /**
     * Waits until the store has everything up to a sequence.
     *
     * @return whether it has
     */
    public boolean awaitCovered(long sequence, long timeoutMs) {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (state.sequence() < sequence) {
            if (System.nanoTime() - deadlineNs > 0 || !state.isUp()) {
                return false;
            }
            LockSupport.parkNanos(IDLE_NS / 5);
        }
        return true;
    }

    private void runToEnd() {
        try {
            run();
        } catch (Throwable e) { // an Error too: nobody else would say that nothing is projected any more
            LOG.error("The projection {} has ended, a restart begins where it stood", name, e);
            state = new ProjectionState(
                    name, false, savedSequence, rows, failures + 1, target.refused(), "ended: " + e);
        }
    }

    private void run() {
        long backoffMs = FIRST_BACKOFF_MS;
        while (!isClosing && !hasEnded) {
            long before = savedSequence;
            try {
                follow(journal);
                continue;
            } catch (DamagedJournalException e) {
                passOver(e);
            } catch (RuntimeException | IOException e) {
                note(e);
            }
            backoffMs = savedSequence > before ? FIRST_BACKOFF_MS : Math.min(2 * backoffMs, LAST_BACKOFF_MS);
            pause(backoffMs);
        }
    }

    /** What is behind the damage is as good as what is before it. */
    private void passOver(DamagedJournalException found) {
        if (!isEnding && reported.add(found.getMessage())) { // who asked for one that ends is told by damage()
            LOG.error(
                    "The journal is damaged, what is there is missing in the projection {}: {}",
                    name,
                    found.getMessage());
        }
        try {
            follow(salvage);
        } catch (RuntimeException | IOException e) {
            note(e);
        }
    }

    private void note(Exception error) {
        if (isClosing) {
            return;
        }
        failures++;
        String detail = String.valueOf(error.getMessage());
        if (!isReported) {
            isReported = true;
            LOG.warn("The projection {} stands still, what it misses waits in the journal: {}", name, detail, error);
        }
        state = new ProjectionState(name, false, savedSequence, rows, failures, target.refused(), detail);
    }

    private void pause(long backoffMs) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoffMs);
        while (!isClosing && System.nanoTime() - untilNs < 0) {
            LockSupport.parkNanos(untilNs - System.nanoTime());
        }
    }

    /** Until it is closed or something fails; with what passes over damage until that lies behind the position. */
    private void follow(LongFunction<JournalReader> readers) throws IOException {
        boolean isSalvaging = readers == salvage;
        savedSequence = target.open();
        readSequence = savedSequence;
        coveredSequence = savedSequence;
        dirtySequence = savedSequence;
        up();
        long flushedNs = System.nanoTime();
        try (JournalReader reader = readers.apply(savedSequence + 1)) {
            while (!isClosing) {
                long releasedBefore = released.getAsLong();
                boolean hadBatch = reader.poll((buffer, offset, length) -> {
                    if (decoder.wrap(buffer, offset, length)) {
                        int before = target.pending();
                        target.add(decoder);
                        readSequence = decoder.lastSequence();
                        dirtySequence = target.pending() > before ? readSequence : dirtySequence;
                    }
                });
                if (hadBatch && !awaitReleased()) {
                    return;
                }
                if (!hadBatch && isSalvaging) {
                    reader.passedDamage().stream()
                            .filter(line -> !damage.contains(line))
                            .forEach(damage::add);
                    up();
                }
                long sinceNs = System.nanoTime() - flushedNs;
                boolean isDue = target.pending() >= FLUSH_ROWS
                        || target.pending() > 0 && sinceNs >= FLUSH_NS && (!hadBatch || sinceNs >= 10 * FLUSH_NS)
                        || readSequence > savedSequence && sinceNs >= NOTE_NS
                        || (isEnding || isSalvaging) && !hadBatch;
                if (isDue) {
                    flush();
                    flushedNs = System.nanoTime();
                }
                if (target.pending() == 0) {
                    boolean isAtEnd = !hadBatch && releasedBefore != Long.MAX_VALUE;
                    cover(isAtEnd ? Math.max(releasedBefore, readSequence) : readSequence);
                }
                if (!hadBatch && isEnding) {
                    up();
                    hasEnded = true;
                    return;
                }
                if (!hadBatch && isSalvaging && savedSequence == readSequence) {
                    return; // others are cheaper, and see the end of an epoch in time
                }
                if (!hadBatch) {
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            flush();
            cover(readSequence);
        }
    }

    private void cover(long sequence) {
        if (sequence > coveredSequence || !state.isUp()) {
            coveredSequence = Math.max(coveredSequence, sequence);
            up();
        }
    }

    /** A batch can be read a moment before it may be shown. */
    private boolean awaitReleased() {
        while (released.getAsLong() < readSequence) {
            if (isClosing) {
                return false;
            }
            LockSupport.parkNanos(IDLE_NS / 5);
        }
        return true;
    }

    private void flush() throws IOException {
        int count = target.pending();
        long untilNs = System.nanoTime() + DURABLE_NS;
        while (count > 0 && durable.getAsLong() < dirtySequence && System.nanoTime() - untilNs < 0) {
            LockSupport.parkNanos(IDLE_NS / 5);
        }
        boolean isDurable = durable.getAsLong() >= readSequence;
        long upTo = isDurable ? readSequence : dirtySequence;
        if (count > 0 || upTo > savedSequence) {
            target.flush(upTo);
            savedSequence = Math.max(savedSequence, upTo);
            rows += count;
        }
        isReported = false;
    }

    private void up() {
        state = new ProjectionState(name, true, coveredSequence, rows, failures, target.refused(), remark());
    }

    private String remark() {
        String remark = target.remark();
        return damage.isEmpty()
                ? remark
                : "missing, as the journal is damaged: " + damage.get(0)
                        + (damage.size() > 1 ? " and " + (damage.size() - 1) + " more" : "")
                        + (remark.isEmpty() ? "" : "; " + remark);
    }

    /** Ends it, with what was read in the store if that takes it in time. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(END_MS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(END_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
