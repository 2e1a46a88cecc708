package io.ringmain.perf.jmh;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagType;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.Sites;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * LOGIC takes updates of 1,000 tags in random order, without ring and journal. {@code quiet}: no alarm changes, which the
 * quiet band of the tag shows; {@code changing}: every 100th update raises its tag's alarms or clears them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogicBenchmark {
    private static final int TAGS = 1_000;
    private static final int EVERY = 100;

    @Param({"0", "1", "4"})
    public int limits;

    private final Event event = new Event();
    private final Outbox outbox = new Outbox(16 * 1024);
    private final RandomOrder order = new RandomOrder(TAGS);
    private final double[] last = new double[TAGS];
    private Logic logic;
    private int source;
    private long sequence;
    private int untilChange = EVERY;

    @Setup
    public void configure() {
        Accounting accounting = new Accounting();
        source = accounting.register("benchmark");
        logic = new Logic(Map.of(), outbox, accounting, (stage, at, error) -> {
            throw new IllegalStateException(stage, error);
        });
        SitePlan plan = SitePlan.EMPTY.next(Sites.of(TAGS, limits));
        event.reset(EventKind.CONFIG, source, 0);
        event.configuration = plan.encode();
        event.attachment = logic.compile(plan);
        take();
        for (int tag = 0; tag < TAGS; tag++) {
            update(tag, Sites.QUIET);
        }
    }

    @Benchmark
    public long quiet() {
        int tag = order.next();
        update(tag, Sites.QUIET + (sequence & 15));
        return event.resultsTo;
    }

    @Benchmark
    public long changing() {
        int tag = order.next();
        double value = last[tag];
        if (--untilChange == 0) {
            untilChange = EVERY;
            value = value == Sites.HIGH ? Sites.QUIET : Sites.HIGH;
        }
        update(tag, value);
        return event.resultsTo;
    }

    private void update(int tag, double value) {
        last[tag] = value;
        event.reset(EventKind.UPDATE, source, tag);
        event.valueType = TagType.FLOAT64.code();
        event.valueBits = Double.doubleToLongBits(value);
        event.sourceTimeNs = sequence;
        take();
    }

    private void take() {
        event.sequence = ++sequence;
        event.ingressTimeNs = sequence * 100;
        logic.onEvent(event);
        outbox.release(event.resultsTo);
    }
}
