package io.ringmain.core.expression;

import io.ringmain.core.tag.TagType;
import java.util.List;

/**
 * One operation of a checked expression: types agree and units are converted. Immutable; a term stands in one place of one tree.
 *
 * @param type of the result
 * @param first operand id of what reads a tag; the factor's bits of a conversion; the span in ns of a time function; the bits of a
 *     constant
 * @param second index of an element, length of an array, or the offset's bits of a conversion
 * @param text what a string is compared with, otherwise null
 * @param memory first word of a time function
 */
record Term(Op op, TagType type, List<Term> arguments, long first, long second, byte[] text, int memory) {

    static Term of(Op op, TagType type, Term... arguments) {
        return new Term(op, type, List.of(arguments), 0, 0, null, 0);
    }

    static Term constant(TagType type, long bits) {
        return new Term(Op.CONSTANT, type, List.of(), bits, 0, null, 0);
    }

    static Term constant(double value) {
        return constant(TagType.FLOAT64, Double.doubleToLongBits(value));
    }

    static Term reading(Op op, TagType type, Operand operand, int second) {
        return new Term(op, type, List.of(), operand.id(), second, null, 0);
    }

    static Term textEquals(Operand operand, byte[] text) {
        return new Term(Op.TEXT_EQUALS, TagType.BOOL, List.of(), operand.id(), 0, text, 0);
    }

    static Term converting(Term argument, double factor, double offset) {
        return new Term(
                offset == 0 ? Op.SCALE : Op.AFFINE,
                TagType.FLOAT64,
                List.of(argument),
                Double.doubleToLongBits(factor),
                Double.doubleToLongBits(offset),
                null,
                0);
    }

    static Term withHistory(Op op, TagType type, long span, int memory, List<Term> arguments) {
        return new Term(op, type, arguments, span, 0, null, memory);
    }

    Term argument(int index) {
        return arguments.get(index);
    }

    boolean isConstant() {
        return op == Op.CONSTANT;
    }
}
