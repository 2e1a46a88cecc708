package io.ringmain.core.expression;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.Conversion;
import io.ringmain.core.unit.EngineeringUnit;
import io.ringmain.core.unit.UnknownUnitException;

/**
 * What operators do to units.
 *
 * <p>A value without a unit takes the unit of what it meets. The right side is converted into the left side's unit. Scales with an
 * offset (degC, degF) are readings: reading minus reading is a difference in K, reading plus or minus a difference is a reading;
 * they are multiplied by plain numbers only.
 */
final class UnitArithmetic {
    static final EngineeringUnit SECOND = EngineeringUnit.parse("s");
    static final EngineeringUnit KELVIN = EngineeringUnit.parse("K");

    private static final EngineeringUnit ONE = EngineeringUnit.parse("1");
    private static final EngineeringUnit RADIAN = EngineeringUnit.parse("rad");
    private static final int MAX_EXPONENT = 12;

    private UnitArithmetic() {}

    static EngineeringUnit parse(String text, int column) {
        try {
            return EngineeringUnit.parse(text);
        } catch (UnknownUnitException e) {
            throw new ExpressionException(column, e.getMessage());
        }
    }

    /** For comparison, min, if and the like: the value in that unit. */
    static Typed into(EngineeringUnit unit, Typed value) {
        if (!value.hasUnit() || unit == EngineeringUnit.NONE) {
            return value.hasUnit() ? value : new Typed(value.term(), unit, false, value.column());
        }
        if (value.isDifference() && !value.term().isConstant() && unit.isOffsetScale()) {
            throw new ExpressionException(
                    value.column(), "a difference of temperatures is in K, it can not become '" + unit + "'");
        }
        Conversion conversion = conversion(value, unit);
        Typed converted = value.converted(conversion.factor(), conversion.offset());
        return new Typed(converted.term(), unit, value.isDifference() && !unit.isOffsetScale(), value.column());
    }

    /** The unit in which both can stand: the left one's, or the right one's when the left has none. */
    static EngineeringUnit common(Typed left, Typed right) {
        refuseDifferenceBesideReading(left, right);
        refuseDifferenceBesideReading(right, left);
        return left.hasUnit() ? left.unit() : right.unit();
    }

    private static void refuseDifferenceBesideReading(Typed difference, Typed reading) {
        if (difference.isDifference()
                && !difference.term().isConstant()
                && reading.unit().isOffsetScale()) {
            throw new ExpressionException(
                    difference.column(),
                    "a difference of temperatures is in K and does not stand beside a reading in '" + reading.unit()
                            + "'");
        }
    }

    static Typed sum(boolean isMinus, Typed left, Typed right, int column) {
        boolean haveUnits = left.hasUnit() && right.hasUnit();
        if (haveUnits && (left.unit().isOffsetScale() || right.unit().isOffsetScale())) {
            return sumOfReadings(isMinus, left, right, column);
        }
        EngineeringUnit unit = common(left, right);
        Typed converted = haveUnits ? into(unit, right) : right;
        Typed sum =
                arithmetic(isMinus ? Op.SUB : Op.ADD, left, converted, column).withUnit(unit);
        return isDifference(isMinus, left, right, haveUnits) ? sum.asDifference() : sum;
    }

    private static boolean isDifference(boolean isMinus, Typed left, Typed right, boolean haveUnits) {
        if (!haveUnits) {
            return left.isDifference() || right.isDifference();
        }
        if (!left.unit().isConvertibleTo(KELVIN)) {
            return false;
        }
        return isMinus ? left.isDifference() || !right.isDifference() : left.isDifference() && right.isDifference();
    }

    private static Typed sumOfReadings(boolean isMinus, Typed left, Typed right, int column) {
        if (right.isDifference()) {
            Typed scaled = right.converted(conversion(right, left.unit()).factor(), 0);
            return arithmetic(isMinus ? Op.SUB : Op.ADD, left, scaled, column).withUnit(left.unit());
        }
        if (left.isDifference()) {
            if (isMinus) {
                throw new ExpressionException(column, "a temperature can not be subtracted from a difference");
            }
            Typed scaled = left.converted(conversion(left, right.unit()).factor(), 0);
            return arithmetic(Op.ADD, scaled, right, column).withUnit(right.unit());
        }
        Conversion conversion = conversion(right, left.unit());
        Typed converted = right.converted(conversion.factor(), conversion.offset());
        if (!isMinus) {
            return arithmetic(Op.ADD, left, converted, column).withUnit(left.unit());
        }
        double kelvins = left.unit().to(KELVIN).factor();
        return arithmetic(Op.SUB, left, converted, column)
                .converted(kelvins, 0)
                .withUnit(KELVIN)
                .asDifference();
    }

    static Typed product(boolean isQuotient, Typed left, Typed right, int column) {
        if (left.unit().isOffsetScale() && right.hasUnit()
                || right.unit().isOffsetScale() && (left.hasUnit() || isQuotient)) {
            Typed reading = left.unit().isOffsetScale() ? left : right;
            throw new ExpressionException(
                    column,
                    "'" + reading.unit()
                            + "' has an offset and is multiplied by plain numbers only; take convert(x, 'K')"
                            + " or value(x, 'K') first");
        }
        Typed product = isQuotient
                ? arithmetic(Op.DIV, left.asFloat(), right.asFloat(), column)
                : arithmetic(Op.MUL, left, right, column);
        EngineeringUnit unit;
        if (!right.hasUnit()) {
            unit = left.unit();
        } else if (isQuotient) {
            unit = (left.hasUnit() ? left.unit() : ONE).dividedBy(right.unit());
        } else {
            unit = left.hasUnit() ? left.unit().times(right.unit()) : right.unit();
        }
        boolean isDifference =
                left.isDifference() && !right.hasUnit() || !isQuotient && right.isDifference() && !left.hasUnit();
        return isDifference ? product.withUnit(unit).asDifference() : product.withUnit(unit);
    }

    static Typed power(Typed base, Typed exponent, int column) {
        Term power = Term.of(
                Op.POW, TagType.FLOAT64, base.asFloat().term(), number(exponent).term());
        if (!base.hasUnit()) {
            return Typed.plain(power, column);
        }
        Term written = exponent.term();
        boolean isWhole = written.isConstant()
                && written.type() == TagType.INT64
                && !exponent.hasUnit()
                && Math.abs(written.first()) <= MAX_EXPONENT;
        if (base.unit().isOffsetScale() || !isWhole) {
            throw new ExpressionException(
                    column,
                    base.unit().isOffsetScale()
                            ? "'" + base.unit() + "' has an offset and has no powers; take convert(x, 'K') first"
                            : "the power of a value in '" + base.unit() + "' is a whole number from -" + MAX_EXPONENT
                                    + " to " + MAX_EXPONENT + "; divide by a unit first, such as (x / 1'" + base.unit()
                                    + "') ^ y");
        }
        try {
            return Typed.plain(power, column).withUnit(base.unit().power((int) written.first()));
        } catch (IllegalArgumentException e) {
            throw new ExpressionException(column, e.getMessage());
        }
    }

    /** The argument of a function of numbers: percent as a fraction, angles in radians. */
    static Typed number(Typed value) {
        if (!value.hasUnit()) {
            return value.asFloat();
        }
        if (!value.unit().isDimensionless()) {
            throw new ExpressionException(
                    value.column(),
                    "a number without a unit is needed, this is in '" + value.unit()
                            + "'; divide by a unit, such as x / 1'" + value.unit() + "'");
        }
        EngineeringUnit target = value.unit().isConvertibleTo(ONE) ? ONE : RADIAN;
        return value.unit().isConvertibleTo(target) ? into(target, value).asFloat() : value.asFloat();
    }

    /** For areas under a value: no offset, and one second more. */
    static EngineeringUnit timesSeconds(Typed value) {
        if (value.unit().isOffsetScale()) {
            throw new ExpressionException(
                    value.column(),
                    "'" + value.unit() + "' has an offset and is not added up; take convert(x, 'K') first");
        }
        return value.hasUnit() ? value.unit().times(SECOND) : EngineeringUnit.NONE;
    }

    private static Conversion conversion(Typed value, EngineeringUnit unit) {
        try {
            return value.unit().to(unit);
        } catch (IllegalArgumentException e) {
            throw new ExpressionException(value.column(), e.getMessage());
        }
    }

    /** Both int64, or both float64. */
    private static Typed arithmetic(Op op, Typed left, Typed right, int column) {
        boolean isInteger = left.type() == TagType.INT64 && right.type() == TagType.INT64;
        TagType type = isInteger ? TagType.INT64 : TagType.FLOAT64;
        Term term = isInteger
                ? Term.of(op, type, left.term(), right.term())
                : Term.of(op, type, left.asFloat().term(), right.asFloat().term());
        return Typed.plain(term, column);
    }
}
