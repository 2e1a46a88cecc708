package io.ringmain.core.pipeline;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagType;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Each stage alone over batches of 1,024 updates of 1,000 tags that stand in the ring: {@code logic} with one limit alarm a tag,
 * {@code journal} encodes with a checksum and copies into memory, {@code outcomes} looks at each event and counts changes by tag.
 * Time an update; {@code ring} is what the benchmark itself does to each slot.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StageBenchmark.BATCH)
public class StageBenchmark {
    static final int BATCH = 1_024;
    private static final int TAGS = 1_000;
    private static final int SLOTS = 16 * 1024;
    private static final long STEP_NS = 250;

    private final Ring.Cursor claimed = new Ring.Cursor();
    private final Ring.Cursor done = new Ring.Cursor();
    private final Ring ring = new Ring(SLOTS, 0, done);
    private final Outbox outbox = new Outbox(SLOTS);
    private final RandomOrder order = new RandomOrder(TAGS);
    private final IngressClock clock = new IngressClock(0, System::nanoTime);
    private LogicStage logic;
    private JournalStage journal;
    private OutcomeStage outcomes;
    private int source;
    private long nowNs;
    private long next;

    @Setup
    public void configure() {
        StageErrors errors = (stage, sequence, error) -> {
            throw new IllegalStateException(stage, error);
        };
        Accounting accounting = new Accounting();
        source = accounting.register("benchmark");
        Logic work = new Logic(Map.of(), outbox, accounting, errors);
        SitePlan plan = SitePlan.EMPTY.next(Sites.of(TAGS, 1));
        Event event = new Event();
        event.reset(EventKind.CONFIG, source, 0);
        event.configuration = plan.encode();
        event.attachment = work.compile(plan);
        work.onEvent(event);
        outbox.release(event.resultsTo);
        logic = new LogicStage(ring, work, outbox, done, errors, new StageCounters(), clock);
        MemoryJournal memory = new MemoryJournal();
        Ring.Cursor encoded = new Ring.Cursor();
        journal = new JournalStage(
                ring, claimed, encoded, outbox, memory, Durability.DEFAULT, errors, new StageCounters(), clock);
        SyncStage sync = new SyncStage(journal, memory, errors, clock);
        outcomes = new OutcomeStage(
                ring,
                claimed,
                new Ring.Cursor(),
                outbox,
                new CountedChanges(TAGS),
                Durability.DEFAULT,
                journal,
                sync,
                errors,
                new StageCounters(),
                clock);
    }

    /** Updates as of a source, each in the slot that is next. */
    private void fill() {
        for (int i = 0; i < BATCH; i++) {
            Event event = ring.slot(next);
            event.reset(EventKind.UPDATE, source, order.next());
            event.sequence = next;
            event.valueType = TagType.FLOAT64.code();
            event.valueBits = Double.doubleToLongBits(Sites.QUIET + (next & 15));
            nowNs += STEP_NS;
            event.ingressTimeNs = nowNs;
            event.sourceTimeNs = nowNs;
            event.disposition = Event.APPLIED;
            next++;
        }
    }

    @Benchmark
    public long ring() {
        fill();
        return next;
    }

    @Benchmark
    public int logic() {
        for (int i = 0; i < BATCH; i++) {
            long slot = ring.tryClaim();
            Event event = ring.slot(slot);
            event.reset(EventKind.UPDATE, source, order.next());
            event.valueType = TagType.FLOAT64.code();
            event.valueBits = Double.doubleToLongBits(Sites.QUIET + (slot & 15));
            nowNs += STEP_NS;
            event.ingressTimeNs = nowNs;
            event.sourceTimeNs = nowNs;
            ring.publish(slot);
        }
        return logic.doWork();
    }

    @Benchmark
    public int journal() {
        fill();
        claimed.set(next - 1);
        return journal.doWork();
    }

    @Benchmark
    public int outcomes() {
        fill();
        claimed.set(next - 1);
        return outcomes.doWork();
    }
}
