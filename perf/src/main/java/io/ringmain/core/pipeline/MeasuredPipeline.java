package io.ringmain.core.pipeline;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.ControlPublisher;
import io.ringmain.core.ring.Doorbell;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.site.EpochInfo;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Journal;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.LongConsumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.IdleStrategy;

/**
 * LOGIC, a stage of choice and OUTCOMES in one thread as in mode SHARED, fed by one source that waits when the ring is full:
 * what stands in JOURNAL's place can be exchanged while all else is the same.
 *
 * <p>Thread: its owner.
 */
public final class MeasuredPipeline implements AutoCloseable {
    /** As in a plant. */
    private static final int SLOTS = 16 * 1024;

    private static final long FIRST_SEQUENCE = 1;
    /** The stages' and a producer's. */
    private static final int THREADS = 2;

    private final Ring.Cursor handedOver = new Ring.Cursor();
    private final Ring ring = new Ring(SLOTS, FIRST_SEQUENCE, handedOver);
    private final Accounting accounting = new Accounting();
    private final IngressClock clock = new IngressClock(System.currentTimeMillis() * 1_000_000L, System::nanoTime);
    private final SourcePublisher publisher;
    private final Journal journal;
    private final AgentRunner stages;
    private final AgentRunner sync;
    private volatile Throwable failure;

    /**
     * @param idle null for the product's
     * @param passed is told the source time of every update that LOGIC is through with, null for nobody
     */
    private MeasuredPipeline(
            SiteDefinition site, Journal journal, boolean isJournaled, IdleStrategy idle, LongConsumer passed) {
        this.journal = journal;
        StageErrors errors = (stage, sequence, error) -> failure = error;
        Outbox outbox = new Outbox(SLOTS);
        Logic logic = new Logic(Map.of(), outbox, accounting, errors);
        Ring.Cursor logicCursor = new Ring.Cursor();
        Ring.Cursor recorded = new Ring.Cursor();
        JournalStage journalStage = new JournalStage(
                ring, logicCursor, recorded, outbox, journal, Durability.DEFAULT, errors, new StageCounters(), clock);
        SyncStage syncStage = new SyncStage(journalStage, journal, errors, clock);
        journalStage.onDiskWanted(syncStage::wake);
        Agent middle = isJournaled ? journalStage : new CopyStage(ring, logicCursor, recorded, outbox);
        Agent outcomes = new OutcomeStage(
                ring,
                recorded,
                handedOver,
                outbox,
                new CountedChanges(site.tags().size()),
                isJournaled ? Durability.DEFAULT : new Durability(false, false, false, false, false, false),
                journalStage,
                syncStage,
                errors,
                new StageCounters(),
                clock);
        IngressClock logicClock =
                passed == null ? clock : new IngressClock(clock.nowNs(), new PassWatch(ring, logicCursor, passed));
        Agent first = new LogicStage(ring, logic, outbox, logicCursor, errors, new StageCounters(), logicClock);
        ControlPublisher control = new ControlPublisher(ring, clock, accounting, accounting.register("system"));
        publisher = new SourcePublisher(ring, clock, accounting, accounting.register("load"), Backpressure.WAIT);
        SitePlan plan = SitePlan.EMPTY.next(site);
        control.tryConfiguration(Revision.UNKNOWN.encode(plan), logic.compile(plan));
        control.tryStart(clock.nowNs(), new EpochInfo(Logic.VERSION, "measured", Map.of()).encode());
        sync = run(syncStage, syncStage.idle());
        stages = run(
                new CompositeAgent(first, middle, outcomes),
                idle == null ? Idle.PARK.strategy(ring.bell(), THREADS) : idle);
    }

    /** With the product's stage; the journal is closed with it. */
    public static MeasuredPipeline journaled(SiteDefinition site, Journal journal) {
        return new MeasuredPipeline(site, journal, true, null, null);
    }

    /**
     * With the product's stages and something that sees each update when LOGIC is through with it, in its thread.
     *
     * @param passed is told its source time, in that thread
     */
    public static MeasuredPipeline watched(
            SiteDefinition site, Journal journal, IdleStrategy idle, LongConsumer passed) {
        return new MeasuredPipeline(site, journal, true, idle, passed);
    }

    /** With a stage that only copies the bytes of events and results. */
    public static MeasuredPipeline copied(SiteDefinition site) {
        return new MeasuredPipeline(site, new MemoryJournal(), false, null, null);
    }

    /** What a plant's threads do when there is nothing to do; nothing wakes them. */
    public static IdleStrategy strategyOf(Idle idle) {
        return idle.strategy(new Doorbell(), THREADS);
    }

    private AgentRunner run(Agent agent, IdleStrategy idle) {
        AgentRunner runner = new AgentRunner(idle, error -> failure = error, null, agent);
        AgentRunner.startOnThread(runner);
        return runner;
    }

    /** The only source; one thread publishes. */
    public SourcePublisher publisher() {
        return publisher;
    }

    public long nowNs() {
        return clock.nowNs();
    }

    /** Last event that was handed over. */
    public long sequence() {
        return ring.sequenceOf(handedOver.get());
    }

    /** Waits until all that was published has been handed over. */
    public void awaitAll() {
        while (handedOver.get() < ring.claimed()) {
            if (failure != null) {
                throw new IllegalStateException("a stage has failed", failure);
            }
            Thread.onSpinWait();
        }
    }

    /** CPU time that the thread of the stages has taken so far. */
    public long cpuNs() {
        return ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(stages.thread().getId());
    }

    /** Waits until the disk has all that was journaled. */
    public void force() {
        journal.force();
    }

    @Override
    public void close() {
        publisher.close();
        sync.close();
        stages.close();
    }
}
