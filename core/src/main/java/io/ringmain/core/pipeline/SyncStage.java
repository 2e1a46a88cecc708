package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Doorbell;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.spi.Journal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;

/**
 * Forces the journal to disk while a record asks for it, and says how far it is there. JOURNAL goes on meanwhile; what it
 * appends in that time is forced by the next round. The first error fences the journal.
 *
 * <p>Thread: SYNC, a thread of its own but in mode INVOKER. Owns: the durable sequence. Allocates: at start.
 */
final class SyncStage implements Agent {
    private static final long LONGEST_PARK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final JournalStage journal;
    private final Journal target;
    private final StageErrors errors;
    private final IngressClock clock;
    private final StageLatency latency = new StageLatency();
    private final Waiting waiting = new Waiting();
    private volatile long durable;
    private Doorbell forced = new Doorbell();
    private boolean isFailed;

    SyncStage(JournalStage journal, Journal target, StageErrors errors, IngressClock clock) {
        this.journal = journal;
        this.target = target;
        this.errors = errors;
        this.clock = clock;
        this.durable = journal.recorded();
    }

    /** @param bell rung when what waited for the disk may go on */
    void onForced(Doorbell bell) {
        forced = bell;
    }

    /** Last event that is on disk with all before it. Thread: any. */
    long durable() {
        return durable;
    }

    /** How long forcing takes. Thread: any. */
    StageLatency latency() {
        return latency;
    }

    @Override
    public int doWork() {
        if (!isWanted()) {
            return 0;
        }
        long recorded = journal.recorded(); // before the force: what comes later may not be in it
        long begin = clock.nowNs();
        try {
            target.force();
            latency.record(clock.nowNs() - begin);
            durable = recorded;
            forced.ring();
        } catch (RuntimeException | Error e) {
            isFailed = true;
            journal.fence(durable);
            forced.ring();
            errors.onError("SYNC", durable + 1, e);
        }
        return 1;
    }

    private boolean isWanted() {
        return !isFailed && journal.wantedOnDisk() > durable;
    }

    /** Ends a pause at once. Thread: JOURNAL. */
    void wake() {
        waiting.wake();
    }

    IdleStrategy idle() {
        return waiting;
    }

    @Override
    public String roleName() {
        return "ringmain-sync";
    }

    /** Sleeps until woken: nothing is to be forced most of the time, and a force should not begin late. */
    private final class Waiting implements IdleStrategy {
        private volatile Thread parked;

        @Override
        public void idle(int workCount) {
            if (workCount <= 0) {
                idle();
            }
        }

        @Override
        public void idle() {
            parked = Thread.currentThread();
            if (!isWanted()) { // asked again: whoever wakes has to have seen the line above
                LockSupport.parkNanos(LONGEST_PARK_NS);
            }
            parked = null;
        }

        @Override
        public void reset() {}

        void wake() {
            Thread thread = parked;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }
}
