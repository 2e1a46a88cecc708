package io.ringmain.core.pipeline;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.spi.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.IdleStrategy;

/**
 * The topology: producers, then LOGIC, JOURNAL and OUTCOMES, each reading behind the one before it.
 *
 * <pre>
 *   producers -> [ ring ] -> LOGIC -> JOURNAL -> OUTCOMES -> (slots free again)    SYNC beside JOURNAL
 *   DEDICATED:               thread   thread     thread                            thread
 *   SHARED:                  ------- one thread --------                           thread
 *   INVOKER:                 ------------------- {@link #step} -----------------------
 * </pre>
 *
 * <p>SYNC takes no events: it forces the journal to disk, and OUTCOMES waits for it with what has to be there first.
 *
 * <p>Thread: made, started and closed by its owner. Close order: producers have ended, the ring drains, SYNC ends, the other
 * threads end, the journal is closed.
 */
public final class Pipeline implements AutoCloseable {
    /** Busy ones, with a producer. */
    private static final int SHARED_THREADS = 2;

    private static final int DEDICATED_THREADS = 4;

    private final Ring ring;
    private final Ring.Cursor logicCursor = new Ring.Cursor();
    private final Ring.Cursor journalCursor = new Ring.Cursor();
    private final Ring.Cursor outcomeCursor;
    private final StageCounters[] counters = {new StageCounters(), new StageCounters(), new StageCounters()};
    private final LogicStage logicStage;
    private final JournalStage journalStage;
    private final OutcomeStage outcomeStage;
    private final SyncStage syncStage;
    private final ThreadingMode mode;
    private final Idle idle;
    private final StageErrors errors;
    private final MachineWatch watch;
    private final List<AgentRunner> runners = new ArrayList<>();

    /**
     * @param last cursor that holds the ring's producers back
     * @param clock measures cycles and latencies; not seen by LOGIC
     */
    public Pipeline(
            ThreadingMode mode,
            Idle idle,
            Ring ring,
            Ring.Cursor last,
            Logic logic,
            Outbox outbox,
            Journal journal,
            Durability durability,
            OutcomeHandler handler,
            StageErrors errors,
            IngressClock clock) {
        this.mode = mode;
        this.idle = idle;
        this.ring = ring;
        this.errors = errors;
        this.outcomeCursor = last;
        watch = new MachineWatch(clock);
        logic.watch(watch);
        logicStage = new LogicStage(ring, logic, outbox, logicCursor, errors, counters[0], clock);
        journalStage = new JournalStage(
                ring, logicCursor, journalCursor, outbox, journal, durability, errors, counters[1], clock);
        syncStage = new SyncStage(journalStage, journal, errors, clock);
        journalStage.onDiskWanted(syncStage::wake);
        syncStage.onForced(mode == ThreadingMode.DEDICATED ? journalCursor.bell() : ring.bell());
        outcomeStage = new OutcomeStage(
                ring,
                journalCursor,
                outcomeCursor,
                outbox,
                handler,
                durability,
                journalStage,
                syncStage,
                errors,
                counters[2],
                clock);
    }

    /** Starts the threads of the mode; INVOKER has none. */
    public void start() {
        if (mode != ThreadingMode.INVOKER) {
            run(syncStage, syncStage.idle()); // first, as it is the first to end
        }
        if (mode == ThreadingMode.DEDICATED) {
            run(logicStage, idle.strategy(ring.bell(), DEDICATED_THREADS));
            run(journalStage, idle.strategy(logicCursor.bell(), DEDICATED_THREADS));
            run(outcomeStage, idle.strategy(journalCursor.bell(), DEDICATED_THREADS));
        } else if (mode == ThreadingMode.SHARED) {
            run(new CompositeAgent(logicStage, journalStage, outcomeStage), idle.strategy(ring.bell(), SHARED_THREADS));
        }
    }

    private void run(Agent agent, IdleStrategy strategy) {
        AgentRunner runner = new AgentRunner(
                strategy, error -> errors.onError(agent.roleName(), lastSequence(), error), null, agent);
        runners.add(runner);
        AgentRunner.startOnThread(runner);
    }

    /** Runs every stage once in the caller's thread; returns how many events they handled. INVOKER only. */
    public int step() {
        if (mode != ThreadingMode.INVOKER) {
            throw new IllegalStateException("the stages have threads of their own in mode " + mode);
        }
        return stepWithoutSync() + syncStage.doWork();
    }

    /** The same as if forcing took forever. */
    int stepWithoutSync() {
        return logicStage.doWork() + journalStage.doWork() + outcomeStage.doWork();
    }

    /** Steps until nothing is left to do. INVOKER only. */
    public void stepAll() {
        while (step() > 0) {
            // The stages do the work.
        }
    }

    /** Machines' steps, measured. */
    public MachineWatch machines() {
        return watch;
    }

    /** Last event that is in the journal, with its results, or was without effect. */
    public long journaledSequence() {
        return ring.sequenceOf(journalCursor.get());
    }

    /** Last event that has been handed over. */
    public long lastSequence() {
        return ring.sequenceOf(outcomeCursor.get());
    }

    public long logicSequence() {
        return ring.sequenceOf(logicCursor.get());
    }

    /** Last event that is on disk with all before it: what survives a loss of power for certain. */
    public long durableSequence() {
        return syncStage.durable();
    }

    /** How long forcing the journal to disk takes. */
    public StageLatency forceLatency() {
        return syncStage.latency();
    }

    /** Outcomes, device writes and the like that wait for the disk. */
    public int parked() {
        return outcomeStage.parked();
    }

    public boolean isFenced() {
        return journalStage.isFenced();
    }

    /** Stages whose threads have ended before {@link #close}, which nothing should bring about; by name. */
    public List<String> endedStages() {
        return runners.stream()
                .filter(AgentRunner::isClosed)
                .map(runner -> runner.agent().roleName())
                .toList();
    }

    /** Whether the event passed a journal that could not take it in. */
    public boolean isUnrecorded(long sequence) {
        return journalStage.isUnrecorded(sequence);
    }

    /** Names of the stages, in order. */
    public static List<String> stages() {
        return List.of("LOGIC", "JOURNAL", "OUTCOMES");
    }

    /** Counters of a stage by its place in {@link #stages}. */
    public StageCounters counters(int stage) {
        return counters[stage];
    }

    /** Events of each source that are published and not yet taken by LOGIC. */
    public long[] inFlight(int sources) {
        long[] counts = new long[sources];
        long last = ring.claimed();
        for (long slot = logicCursor.get() + 1; slot <= last && ring.isPublished(slot); slot++) {
            int source = ring.slot(slot).source;
            if (source >= 0 && source < sources) {
                counts[source]++;
            }
        }
        return counts;
    }

    /** Waits until everything published so far has been handed over; false when the time is over first. */
    public boolean drain(long timeoutMs) {
        long target = ring.claimed();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (outcomeCursor.get() < target || outcomeStage.parked() > 0) {
            if (mode == ThreadingMode.INVOKER) {
                step();
            } else {
                Thread.onSpinWait();
                Thread.yield();
            }
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
        }
        return true;
    }

    /** Ends the threads; what is still in the ring is lost, so drain before. */
    @Override
    public void close() {
        runners.forEach(AgentRunner::close);
        if (runners.isEmpty()) {
            journalStage.onClose();
        }
    }
}
