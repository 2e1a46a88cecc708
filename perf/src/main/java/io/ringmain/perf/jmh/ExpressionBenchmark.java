package io.ringmain.perf.jmh;

import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Evaluator;
import io.ringmain.core.expression.Expression;
import io.ringmain.core.expression.Memory;
import io.ringmain.core.expression.Operand;
import io.ringmain.core.expression.Operands;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Evaluations of compiled expressions beside the same written by hand over the same operands. {@code one}: 512 expressions of one
 * shape; {@code mixed}: of 16 shapes in turn, so that the call of an evaluator has no single target; its hand-written twin is a
 * switch. Figures are for one evaluation.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExpressionBenchmark {
    private static final int EXPRESSIONS = 512;
    private static final int TAGS = 256;
    private static final String[] SHAPES = {
        "if(A > 40, A * 1.5 + B, A - B / 3)",
        "A + B",
        "A - B",
        "A * B + 2",
        "(A + B) / 2",
        "min(A, B)",
        "max(A, B) - min(A, B)",
        "abs(A - B)",
        "clamp(A, 10, 90)",
        "A * A + B * B",
        "sqrt(A * A + B * B)",
        "A / B * 100",
        "if(A > B, A, B)",
        "if(A > 10 and B < 50, 1, 0)",
        "0.3 * A + 0.7 * B",
        "2 * A - 3 * B + 1",
    };

    private final Tags tags = new Tags();
    private final Evaluator[] one = new Evaluator[EXPRESSIONS];
    private final Evaluator[] mixed = new Evaluator[EXPRESSIONS];
    private final Evaluator[] totals = new Evaluator[EXPRESSIONS];
    private final Words[] words = new Words[EXPRESSIONS];
    private long now = 1_700_000_000_000_000_000L;

    @Setup(Level.Trial)
    public void compile() {
        for (int i = 0; i < EXPRESSIONS; i++) {
            one[i] = compiled(SHAPES[0], i);
            mixed[i] = compiled(SHAPES[i % SHAPES.length], i);
            totals[i] = compiled("total(A * B)", i);
            words[i] = new Words(4);
        }
        for (int i = 0; i < TAGS; i++) {
            tags.bits[i] = Double.doubleToLongBits(7 + i * 0.37);
        }
    }

    private static Evaluator compiled(String source, int i) {
        CheckedExpression checked = Expression.parse(source)
                .check(name -> new Operand(name.equals("A") ? a(i) : b(i), TagType.FLOAT64, 1, EngineeringUnit.NONE));
        return checked.compile();
    }

    private static int a(int i) {
        return i % TAGS;
    }

    private static int b(int i) {
        return (i * 7 + 3) % TAGS;
    }

    @Benchmark
    @OperationsPerInvocation(EXPRESSIONS)
    public long oneCompiled() {
        return sum(one);
    }

    @Benchmark
    @OperationsPerInvocation(EXPRESSIONS)
    public long mixedCompiled() {
        return sum(mixed);
    }

    @Benchmark
    @OperationsPerInvocation(EXPRESSIONS)
    public long oneByHand() {
        long sum = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            sum += Double.doubleToLongBits(byHand(0, tags.real(a(i)), tags.real(b(i))));
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(EXPRESSIONS)
    public long mixedByHand() {
        long sum = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            sum += Double.doubleToLongBits(byHand(i % SHAPES.length, tags.real(a(i)), tags.real(b(i))));
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(EXPRESSIONS)
    public long totalCompiled() {
        now += 1_000_000;
        long sum = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            sum += totals[i].evaluate(tags, words[i], now);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(EXPRESSIONS)
    public long totalByHand() {
        now += 1_000_000;
        long sum = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            sum += totalByHand(words[i], tags.real(a(i)) * tags.real(b(i)));
        }
        return sum;
    }

    private long totalByHand(Words memory, double x) {
        double total = Double.longBitsToDouble(memory.word(2));
        double error = Double.longBitsToDouble(memory.word(3));
        if (memory.word(0) != 0) {
            double area = Double.longBitsToDouble(memory.word(1)) * ((now - memory.word(0)) / 1e9);
            double next = total + area;
            error += Math.abs(total) >= Math.abs(area) ? (total - next) + area : (area - next) + total;
            total = next;
        }
        memory.word(0, now);
        memory.word(1, Double.doubleToLongBits(x));
        memory.word(2, Double.doubleToLongBits(total));
        memory.word(3, Double.doubleToLongBits(error));
        return Double.doubleToLongBits(total + error);
    }

    private long sum(Evaluator[] evaluators) {
        long sum = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            sum += evaluators[i].evaluate(tags, words[i], now);
        }
        return sum;
    }

    private static double byHand(int shape, double a, double b) {
        return switch (shape) {
            case 0 -> a > 40 ? a * 1.5 + b : a - b / 3;
            case 1 -> a + b;
            case 2 -> a - b;
            case 3 -> a * b + 2;
            case 4 -> (a + b) / 2;
            case 5 -> Math.min(a, b);
            case 6 -> Math.max(a, b) - Math.min(a, b);
            case 7 -> Math.abs(a - b);
            case 8 -> Math.min(Math.max(a, 10), 90);
            case 9 -> a * a + b * b;
            case 10 -> Math.sqrt(a * a + b * b);
            case 11 -> a / b * 100;
            case 12 -> a > b ? a : b;
            case 13 -> a > 10 && b < 50 ? 1 : 0;
            case 14 -> 0.3 * a + 0.7 * b;
            default -> 2 * a - 3 * b + 1;
        };
    }

    private static final class Tags implements Operands {
        final long[] bits = new long[TAGS];
        final int[] statuses = new int[TAGS];
        int worst;

        double real(int id) {
            return Double.longBitsToDouble(bits(id));
        }

        @Override
        public long bits(int id) {
            worst |= statuses[id];
            return bits[id];
        }

        @Override
        public int status(int id) {
            return statuses[id];
        }

        @Override
        public long element(int id, int index) {
            return bits[id];
        }

        @Override
        public boolean textEquals(int id, byte[] utf8) {
            return false;
        }
    }

    private static final class Words implements Memory {
        private final long[] words;

        Words(int count) {
            words = new long[count];
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
