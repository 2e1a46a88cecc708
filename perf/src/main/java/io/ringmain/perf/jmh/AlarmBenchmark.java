package io.ringmain.perf.jmh;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.RateDirection;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.SuiteFailedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * An update of a tag with one alarm, by its condition: 1,000 tags in random order, LOGIC alone, an event every 10 us of ring
 * time. {@code quiet}: the value moves and no alarm changes; {@code crossing}: it is beyond the limit and back in turn, so
 * that every update raises its alarm or clears it, or begins and ends its delay; the alarms want no acknowledgement.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AlarmBenchmark {
    private static final int TAGS = 1_000;
    private static final long STEP_NS = 10_000;
    private static final long DELAY_NS = 5_000_000;
    private static final long WINDOW_NS = 100_000_000;
    /** Updates after which every condition must have changed. */
    private static final long ENOUGH = 200_000;

    private static final double QUIET = 50;
    private static final double BEYOND = 97;
    private static final BigDecimal LIMIT = BigDecimal.valueOf(90);
    private static final BigDecimal NONE = BigDecimal.ZERO;

    /** What the alarm watches. */
    public enum Condition {
        LIMIT,
        DELAYED,
        MULTI,
        DEVIATION,
        RATE,
        EXPRESSION
    }

    @Param
    public Condition condition;

    private final RandomOrder order = new RandomOrder(TAGS);
    private final boolean[] isBeyond = new boolean[TAGS];
    private DrivenLogic logic;
    private long count;
    private long crossed;

    @Setup
    public void configure() {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int tag = 0; tag < TAGS; tag++) {
            String name = "Load.T" + tag;
            tags.add(TagDefinition.internal(name, TagType.FLOAT64));
            alarms.add(alarm(name).withoutAcknowledgement());
        }
        tags.add(TagDefinition.internal("Load.Setpoint", TagType.FLOAT64));
        logic = new DrivenLogic(new SiteDefinition("load", List.of(), tags, alarms, List.of()), Map.of());
        logic.update(TAGS, QUIET, STEP_NS);
        for (int tag = 0; tag < TAGS; tag++) {
            logic.update(tag, QUIET, STEP_NS);
        }
    }

    private AlarmDefinition alarm(String tag) {
        AlarmDefinition limit = AlarmDefinition.limit(tag, AlarmKind.HI, LIMIT.doubleValue());
        return switch (condition) {
            case LIMIT -> limit;
            case DELAYED -> limit.withDelays(DELAY_NS, 0);
            case MULTI ->
                limit.withCondition(new AlarmCondition.MultiLimit(List.of(
                        new AlarmLevel(AlarmKind.HIHI, BigDecimal.valueOf(95), NONE, 0, 0, 3),
                        new AlarmLevel(AlarmKind.HI, LIMIT, NONE, 0, 0, 2),
                        new AlarmLevel(AlarmKind.LO, BigDecimal.TEN, NONE, 0, 0, 2),
                        new AlarmLevel(AlarmKind.LOLO, BigDecimal.valueOf(5), NONE, 0, 0, 3))));
            case DEVIATION ->
                limit.withCondition(new AlarmCondition.Deviation(
                        "Load.Setpoint", BigDecimal.valueOf(40), BigDecimal.valueOf(-40), NONE));
            case RATE -> limit.withCondition(new AlarmCondition.RateOfChange(RateDirection.BOTH, 400, 0, WINDOW_NS));
            case EXPRESSION -> limit.withCondition(new AlarmCondition.Expression(tag + " > 90"));
        };
    }

    @Benchmark
    public long quiet() {
        return logic.update(order.next(), QUIET + (++count & 15), STEP_NS);
    }

    @Benchmark
    public long crossing() {
        int tag = order.next();
        isBeyond[tag] = !isBeyond[tag];
        crossed++;
        return logic.update(tag, isBeyond[tag] ? BEYOND : QUIET, STEP_NS);
    }

    /** An alarm that never changes would be measured for nothing. */
    @TearDown
    public void check() {
        if (crossed > ENOUGH && logic.results() == 0) {
            throw new SuiteFailedException("alarm: no alarm of condition " + condition + " has changed");
        }
    }
}
