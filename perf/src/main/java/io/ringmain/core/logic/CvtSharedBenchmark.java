package io.ringmain.core.logic;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.perf.RandomOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One writer and one reader at the same 1,000 tags. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CvtSharedBenchmark {
    private static final int TAGS = 1_000;

    @State(Scope.Group)
    public static class Table {
        final CurrentValueTable values = new CurrentValueTable(new StateHash());

        @Setup
        public void fill() {
            for (int tag = 0; tag < TAGS; tag++) {
                values.define(tag, TagType.FLOAT64);
            }
        }
    }

    @State(Scope.Thread)
    public static class Side {
        final TagValue value = new TagValue();
        final RandomOrder order = new RandomOrder(TAGS);
        long sequence;
    }

    @Benchmark
    @Group("shared")
    @GroupThreads(1)
    public void writer(Table table, Side side) {
        long next = ++side.sequence;
        table.values.put(side.order.next(), next, 0, next, next, next);
    }

    @Benchmark
    @Group("shared")
    @GroupThreads(1)
    public TagValue reader(Table table, Side side) {
        table.values.read(side.order.next(), side.value);
        return side.value;
    }
}
