package io.ringmain.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class CompilationTest {
    private static final int TAGS = 100_000;

    private final Bench bench = new Bench().bool("b", true).text("s", "on");

    @Test
    void shouldShareOneClassAmongExpressionsOfOneShape() {
        bench.real("x", "", 3).real("y", "", 4);
        Evaluator first = bench.check("if(x > 10, x * 2, y - 1.5)").compile();
        Evaluator second = bench.check("if(y > 3, y * 7, x - 0.5)").compile();

        assertThat(second.getClass()).isSameAs(first.getClass());
        assertThat(second.getClass().isHidden()).isTrue();
        assertThat(Double.longBitsToDouble(first.evaluate(bench, bench, 1))).isEqualTo(2.5);
        assertThat(Double.longBitsToDouble(second.evaluate(bench, bench, 1))).isEqualTo(28);
        assertThat(bench.check("s == 'on'").compile().evaluate(bench, bench, 1)).isEqualTo(1);
        assertThat(bench.check("s == 'off'").compile().evaluate(bench, bench, 1))
                .isEqualTo(0);
    }

    @Test
    void shouldCompileManyExpressionsIntoFewClasses() {
        for (int i = 0; i < 100; i++) {
            bench.real("Area.Unit" + i + ".PV", "bar", i);
        }
        long classesBefore = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        Evaluator[] evaluators = new Evaluator[TAGS];
        for (int i = 0; i < TAGS; i++) {
            String a = "Area.Unit" + i % 100 + ".PV";
            String b = "Area.Unit" + (i + 7) % 100 + ".PV";
            evaluators[i] = bench.check(
                            switch (i % 4) {
                                case 0 -> a + " * " + i + " + " + b;
                                case 1 -> "if(" + a + " > " + i + ", " + a + ", " + b + ")";
                                case 2 -> "total(max(" + a + ", " + b + ", " + i + "))";
                                default -> "average(" + a + " - " + b + ", " + (1 + i % 50) + "s)";
                            })
                    .compile();
        }
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - classesBefore;

        assertThat(evaluators).doesNotContainNull();
        assertThat(classes).isLessThan(200);
    }

    @Test
    void shouldNotAllocate() {
        bench.real("x", "", 3).real("y", "", 4).integer("n", "", 1, 2, 3);
        CheckedExpression checked = bench.check(
                "if(x > 2 and s == 'on', sum(n) + average(x, 1min), valid(y, 0)) + rate(y) + total(x, b) + count(b) + "
                        + "float(delay(n[0], 10s)) + timeTrue(b) / 1s + sin(x) ^ 2 + if(onDelay(b, 1s), 1, 0)");
        Numbers numbers = new Numbers(checked.memoryWords());
        Evaluator evaluator = checked.compile();
        long sum = 0;
        for (int i = 0; i < 50_000; i++) {
            sum += evaluator.evaluate(numbers, numbers, Bench.START + i * 1_000_000L);
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 50_000; i < 150_000; i++) {
            sum += evaluator.evaluate(numbers, numbers, Bench.START + i * 1_000_000L);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(sum).isNotZero();
        assertThat(allocated).isLessThan(4_096);
    }

    /** Values that never change, without a list of reads. */
    private record Numbers(long[] words) implements Operands, Memory {
        Numbers(int count) {
            this(new long[count]);
        }

        @Override
        public long bits(int id) {
            return id < 2 ? 1 : Double.doubleToLongBits(id);
        }

        @Override
        public int status(int id) {
            return 0;
        }

        @Override
        public long element(int id, int index) {
            return index;
        }

        @Override
        public boolean textEquals(int id, byte[] utf8) {
            return utf8.length == 2;
        }

        @Override
        public long word(int index) {
            return words[index];
        }

        @Override
        public void word(int index, long value) {
            words[index] = value;
        }
    }
}
