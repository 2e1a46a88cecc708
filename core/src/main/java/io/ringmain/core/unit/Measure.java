package io.ringmain.core.unit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import tech.units.indriya.function.RationalNumber;
import tech.units.indriya.unit.Units;

/**
 * What a unit measures, without its spelling: the physical unit, the kinds that physics counts as dimensionless but no one wants
 * converted (angle, pH, turbidity, normal volume), and whether a pressure is gauge or absolute. Immutable, any thread.
 *
 * @param interval the same unit for differences: without the offset of °C
 * @param kinds kind to power, none of power 0
 */
record Measure(Unit<?> unit, Unit<?> interval, Map<String, Integer> kinds, Reference reference) {
    static final String ANGLE = "angle";
    /** Not {@code AbstractUnit.ONE}: that class carries annotations whose library is not here, and the compiler warns. */
    private static final Unit<?> NUMBER = Units.METRE.divide(Units.METRE);

    static final Measure ONE = new Measure(NUMBER, NUMBER, Map.of(), Reference.NONE);

    /** Enough digits that rounding to a double happens once. */
    private static final MathContext DIGITS = new MathContext(60);

    /** What a pressure is measured against. */
    enum Reference {
        NONE,
        GAUGE,
        ABSOLUTE
    }

    static Measure of(Unit<?> unit) {
        return new Measure(unit, unit, Map.of(), Reference.NONE);
    }

    static Measure ofKind(String kind) {
        return new Measure(NUMBER, NUMBER, Map.of(kind, 1), Reference.NONE);
    }

    Measure against(Reference other) {
        return new Measure(unit, interval, kinds, other);
    }

    Measure scaled(RationalNumber factor) {
        Unit<?> scaled = RationalNumber.ONE.equals(factor) ? interval : interval.multiply(factor);
        return new Measure(scaled, scaled, kinds, Reference.NONE);
    }

    Measure times(Measure other) {
        return product(other, 1);
    }

    Measure dividedBy(Measure other) {
        return product(other, -1);
    }

    Measure power(int n) {
        if (n == 1) {
            return this;
        }
        Map<String, Integer> powers = new TreeMap<>();
        if (n != 0) {
            kinds.forEach((kind, power) -> powers.put(kind, power * n));
        }
        return linear(interval.pow(n), powers);
    }

    boolean hasOffset() {
        return unit != interval;
    }

    boolean isDimensionless() {
        boolean isNumber = kinds.isEmpty() || kinds.keySet().equals(Set.of(ANGLE));
        return isNumber && unit.isCompatible(NUMBER);
    }

    boolean isConvertibleTo(Measure other) {
        boolean isSameReference =
                reference == other.reference || reference == Reference.NONE || other.reference == Reference.NONE;
        return isSameReference && kinds.equals(other.kinds) && unit.isCompatible(other.unit);
    }

    Conversion to(Measure other) {
        try {
            UnitConverter converter = unit.getConverterToAny(other.unit);
            RationalNumber zero = exact(converter.convert((Number) 0));
            RationalNumber one = exact(converter.convert((Number) 1));
            return new Conversion(nearest(one.subtract(zero)), nearest(zero));
        } catch (IncommensurableException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Measure product(Measure other, int sign) {
        Map<String, Integer> powers = new TreeMap<>(kinds);
        other.kinds.forEach((kind, power) -> powers.merge(kind, power * sign, (a, b) -> a + b == 0 ? null : a + b));
        Unit<?> product = sign > 0 ? interval.multiply(other.interval) : interval.divide(other.interval);
        return linear(product, powers);
    }

    private static Measure linear(Unit<?> unit, Map<String, Integer> kinds) {
        return new Measure(unit, unit, Map.copyOf(kinds), Reference.NONE);
    }

    private static RationalNumber exact(Number number) {
        if (number instanceof RationalNumber rational) {
            return rational;
        }
        if (number instanceof BigDecimal decimal) {
            return RationalNumber.of(decimal);
        }
        if (number instanceof BigInteger integer) {
            return RationalNumber.ofInteger(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            return RationalNumber.of(number.doubleValue());
        }
        return RationalNumber.ofInteger(number.longValue());
    }

    private static double nearest(RationalNumber number) {
        return new BigDecimal(number.getDividend())
                .divide(new BigDecimal(number.getDivisor()), DIGITS)
                .doubleValue();
    }
}
