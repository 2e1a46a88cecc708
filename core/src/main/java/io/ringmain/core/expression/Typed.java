package io.ringmain.core.expression;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;

/**
 * A checked part of an expression.
 *
 * @param unit {@link EngineeringUnit#NONE} when it has none: it then takes the one of what it meets
 * @param isDifference whether it is a difference of temperatures, which no offset moves
 * @param column where it is written
 */
record Typed(Term term, EngineeringUnit unit, boolean isDifference, int column) {

    static Typed plain(Term term, int column) {
        return new Typed(term, EngineeringUnit.NONE, false, column);
    }

    TagType type() {
        return term.type();
    }

    boolean hasUnit() {
        return unit != EngineeringUnit.NONE;
    }

    boolean isNumber() {
        return type() != TagType.BOOL;
    }

    Typed with(Term other) {
        return new Typed(other, unit, isDifference, column);
    }

    Typed withUnit(EngineeringUnit other) {
        return new Typed(term, other, false, column);
    }

    Typed asDifference() {
        return new Typed(term, unit, true, column);
    }

    Typed at(int otherColumn) {
        return new Typed(term, unit, isDifference, otherColumn);
    }

    Typed asFloat() {
        if (type() != TagType.INT64) {
            return this;
        }
        return with(
                term.isConstant() ? Term.constant((double) term.first()) : Term.of(Op.TO_FLOAT, TagType.FLOAT64, term));
    }

    /** Multiplied and moved; as it is when that changes nothing. */
    Typed converted(double factor, double offset) {
        return factor == 1 && offset == 0 ? this : with(Term.converting(asFloat().term, factor, offset));
    }
}
