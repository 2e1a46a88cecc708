package io.ringmain.core.expression;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.util.LinkedHashSet;
import java.util.Set;

/** An expression whose names, types and units are known. Immutable, any thread. */
public final class CheckedExpression {
    private final Typed root;
    private final Shape shape;
    private final int[] operands;
    private final int memoryWords;
    private final boolean isTimed;

    CheckedExpression(Typed root) {
        this.root = root;
        shape = new Shape(root.term());
        Set<Integer> ids = new LinkedHashSet<>();
        collectOperands(root.term(), ids);
        operands = new int[ids.size()];
        int at = 0;
        for (int id : ids) {
            operands[at++] = id;
        }
        int words = 0;
        boolean isAnyTimed = false;
        for (Term term : shape.withHistory()) {
            words += term.op().words;
            isAnyTimed |= term.op().isTimed;
        }
        memoryWords = words;
        isTimed = isAnyTimed;
    }

    /** BOOL, INT64 or FLOAT64. */
    public TagType type() {
        return root.type();
    }

    /** {@link EngineeringUnit#NONE} when it has none. */
    public EngineeringUnit unit() {
        return root.unit();
    }

    /** Ids of what it reads, values or qualities, in the order in which they stand in the text, each once. */
    public int[] operands() {
        return operands.clone();
    }

    /** Words of 8 bytes in which its time functions keep their history, 0 when it has none. */
    public int memoryWords() {
        return memoryWords;
    }

    /** Whether its result changes with time alone, so that it has to be evaluated on a tick too. */
    public boolean isTimed() {
        return isTimed;
    }

    /**
     * With the result in a declared type and unit: int64 becomes float64, a result without a unit takes the declared one, others are
     * converted; {@link EngineeringUnit#NONE} takes the result as it is.
     *
     * @throws ExpressionException when that is not possible
     */
    public CheckedExpression convertedTo(TagType type, EngineeringUnit unit) {
        if (type != root.type() && !(type == TagType.FLOAT64 && root.type() == TagType.INT64)) {
            String hint = type == TagType.INT64 && root.type() == TagType.FLOAT64
                    ? "; int(x) makes an int64, int(round(x)) the nearest"
                    : root.type() == TagType.BOOL ? "; if(b, 1, 0) makes a number" : "";
            throw new ExpressionException(
                    root.column(), "the result is " + root.type().label() + ", not " + type.label() + hint);
        }
        Typed converted = root;
        if (root.type() != TagType.BOOL && unit != EngineeringUnit.NONE) {
            converted = UnitArithmetic.into(unit, root);
            if (converted.type() != root.type() && type == TagType.INT64) {
                throw new ExpressionException(
                        root.column(),
                        "the result is an int64 in '" + root.unit() + "', which becomes float64 in '" + unit + "'");
            }
        }
        if (type == TagType.FLOAT64) {
            converted = converted.asFloat();
        }
        return converted == root ? this : new CheckedExpression(converted);
    }

    /** Expressions of one shape, which differ in tags and numbers only, share one class. */
    public Evaluator compile() {
        return ShapeCache.evaluator(shape);
    }

    /**
     * What a standstill of the plant does to the history: windows, rates and delays begin anew, no area or time is added for it;
     * totals, counts, edges and held values stay.
     */
    public void restart(Memory memory) {
        for (Term term : shape.withHistory()) {
            for (int i = 0; i < term.op().restarted; i++) {
                memory.word(term.memory() + i, 0);
            }
        }
    }

    private static void collectOperands(Term term, Set<Integer> ids) {
        if (term.op().readsTag()) {
            ids.add((int) term.first());
        }
        for (Term argument : term.arguments()) {
            collectOperands(argument, ids);
        }
    }
}
