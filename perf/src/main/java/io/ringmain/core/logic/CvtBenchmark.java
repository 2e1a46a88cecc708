package io.ringmain.core.logic;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.perf.RandomOrder;
import io.ringmain.perf.jmh.Seqlock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread, tags in random order. The difference between a write and the bare one is the state hash. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CvtBenchmark {

    @State(Scope.Thread)
    public static class Table {
        @Param({"1000", "100000", "1000000"})
        public int tags;

        final TagValue value = new TagValue();
        CurrentValueTable values;
        RandomOrder order;
        long sequence;

        @Setup
        public void fill() {
            values = new CurrentValueTable(new StateHash());
            order = new RandomOrder(tags);
            for (int tag = 0; tag < tags; tag++) {
                values.define(tag, TagType.FLOAT64);
            }
        }
    }

    @State(Scope.Thread)
    public static class Bare {
        @Param({"1000", "100000", "1000000"})
        public int tags;

        final Seqlock.Copy copy = new Seqlock.Copy();
        Seqlock records;
        RandomOrder order;
        long sequence;

        @Setup
        public void fill() {
            records = new Seqlock(tags);
            order = new RandomOrder(tags);
            for (int tag = 0; tag < tags; tag++) {
                records.put(tag, 0, 0, 0, 0, 0);
            }
        }
    }

    @Benchmark
    public void write(Table table) {
        long next = ++table.sequence;
        table.values.put(table.order.next(), next, 0, next, next, next);
    }

    @Benchmark
    public void writeBare(Bare bare) {
        long next = ++bare.sequence;
        bare.records.put(bare.order.next(), next, 0, next, next, next);
    }

    @Benchmark
    public TagValue read(Table table) {
        table.values.read(table.order.next(), table.value);
        return table.value;
    }

    @Benchmark
    public Seqlock.Copy readBare(Bare bare) {
        bare.records.read(bare.order.next(), bare.copy);
        return bare.copy;
    }
}
