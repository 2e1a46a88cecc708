package io.ringmain.core.expression;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A handful of tags with values that a test sets, and one expression over them with its memory. */
final class Bench implements Scope, Operands, Memory {
    static final long SECOND = 1_000_000_000L;
    /** Some time after 1970; a whole number of minutes. */
    static final long START = 1_700_000_040L * SECOND;

    final List<Integer> read = new ArrayList<>();
    private final Map<String, Operand> operands = new HashMap<>();
    private final List<long[]> values = new ArrayList<>();
    private final List<byte[]> texts = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private long[] words = new long[0];
    private CheckedExpression checked;
    private Evaluator evaluator;

    Bench real(String name, String unit, double... elements) {
        long[] bits = new long[elements.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToLongBits(elements[i]);
        }
        return put(name, TagType.FLOAT64, unit, bits, null);
    }

    Bench integer(String name, String unit, long... elements) {
        return put(name, TagType.INT64, unit, elements, null);
    }

    Bench bool(String name, boolean value) {
        return put(name, TagType.BOOL, "", new long[] {value ? 1 : 0}, null);
    }

    Bench text(String name, String value) {
        return put(name, TagType.STRING, "", new long[1], value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Bench status(String name, int status) {
        statuses.set(operands.get(name).id(), status);
        return this;
    }

    Bench bad(String name) {
        return status(name, Quality.BAD_NO_COMMUNICATION);
    }

    private Bench put(String name, TagType type, String unit, long[] bits, byte[] text) {
        Operand known = operands.get(name);
        if (known != null) {
            values.set(known.id(), bits);
            statuses.set(known.id(), Quality.GOOD);
            return this;
        }
        operands.put(name, new Operand(values.size(), type, bits.length, EngineeringUnit.parse(unit)));
        values.add(bits);
        texts.add(text);
        statuses.add(Quality.GOOD);
        return this;
    }

    CheckedExpression check(String source) {
        return Expression.parse(source).check(this);
    }

    Bench use(CheckedExpression expression) {
        checked = expression;
        evaluator = expression.compile();
        words = new long[expression.memoryWords()];
        return this;
    }

    Bench use(String source) {
        return use(check(source));
    }

    /** Evaluates the expression in use, as Boolean, Long or Double. */
    Object at(double seconds) {
        long bits = evaluator.evaluate(this, this, START + (long) (seconds * SECOND));
        return switch (checked.type()) {
            case BOOL -> {
                if (bits != 0 && bits != 1) {
                    throw new AssertionError("a bool is 0 or 1: " + bits);
                }
                yield bits == 1;
            }
            case INT64 -> bits;
            default -> Double.longBitsToDouble(bits);
        };
    }

    Object result(String source) {
        return use(source).at(0);
    }

    void restart() {
        checked.restart(this);
    }

    int id(String name) {
        return operands.get(name).id();
    }

    @Override
    public Operand resolve(String name) {
        return operands.get(name);
    }

    @Override
    public long bits(int id) {
        read.add(id);
        return values.get(id)[0];
    }

    @Override
    public int status(int id) {
        return statuses.get(id);
    }

    @Override
    public long element(int id, int index) {
        read.add(id);
        return values.get(id)[index];
    }

    @Override
    public boolean textEquals(int id, byte[] utf8) {
        read.add(id);
        return java.util.Arrays.equals(texts.get(id), utf8);
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
