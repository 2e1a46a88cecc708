package io.ringmain.core.unit;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An engineering unit as a site writes it: UCUM forms and the common symbols. Immutable, any thread.
 *
 * <p>Equal are units of the same text. Two spellings of one unit are unequal, convertible, and their conversion is the identity.
 */
public final class EngineeringUnit {
    /** Nothing declared: a plain number in products, and converts into nothing but itself. */
    public static final EngineeringUnit NONE = new EngineeringUnit("", Measure.ONE, List.of());

    private static final EngineeringUnit ONE = new EngineeringUnit("1", Measure.ONE, List.of());

    /** A site has few texts and many tags; beyond the bound texts are read again, so that no input fills the heap. */
    private static final int MAX_CACHED = 4096;

    private static final ConcurrentHashMap<String, EngineeringUnit> CACHE = new ConcurrentHashMap<>();

    /** Exact arithmetic is slow, and views ask for the same few conversions with every value. */
    private static final ConcurrentHashMap<Pair, Conversion> CONVERSIONS = new ConcurrentHashMap<>();

    /** Stands for units that do not convert, recognized by identity. */
    private static final Conversion NO_CONVERSION = new Conversion(Double.NaN, Double.NaN);

    private final String symbol;
    private final Measure measure;
    private final List<Term> terms;

    EngineeringUnit(String symbol, Measure measure, List<Term> terms) {
        this.symbol = symbol;
        this.measure = measure;
        this.terms = terms;
    }

    /**
     * The unit of a text, {@link #NONE} for the empty one.
     *
     * @throws UnknownUnitException when it is none
     */
    public static EngineeringUnit parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        EngineeringUnit cached = CACHE.get(text);
        if (cached != null) {
            return cached;
        }
        EngineeringUnit parsed = UnitParser.parse(text);
        if (CACHE.size() < MAX_CACHED) {
            CACHE.put(text, parsed);
        }
        return parsed;
    }

    /** As the site wrote it; derived units such as {@code bar*m3/h}, which {@link #parse} reads again. */
    public String symbol() {
        return symbol;
    }

    /** Percent, ppm, 1, counts in braces, angles; {@link #NONE} too. */
    public boolean isDimensionless() {
        return measure.isDimensionless();
    }

    public boolean isConvertibleTo(EngineeringUnit other) {
        return conversion(other) != NO_CONVERSION;
    }

    /** @throws IllegalArgumentException when the units measure different things */
    public Conversion to(EngineeringUnit other) {
        Conversion conversion = conversion(other);
        if (conversion == NO_CONVERSION) {
            throw new IllegalArgumentException(refusal(other));
        }
        return conversion;
    }

    /** Why this does not convert into the other unit. */
    public String refusal(EngineeringUnit other) {
        return "'" + symbol + "' does not convert into '" + other.symbol + "'" + reason(other);
    }

    /** Some other units that this converts into. */
    public List<String> relatives(int limit) {
        return this == NONE ? List.of() : UnitTable.relatives(measure, limit);
    }

    /** Offsets and the gauge or absolute of a pressure do not survive a product: {@code W/°C} is {@code W/K}. */
    public EngineeringUnit times(EngineeringUnit other) {
        if (other.isPlainOne()) {
            return this;
        }
        return isPlainOne() ? other : derived(measure.times(other.measure), Term.product(terms, other.terms, 1));
    }

    public EngineeringUnit dividedBy(EngineeringUnit other) {
        return other.isPlainOne()
                ? this
                : derived(measure.dividedBy(other.measure), Term.product(terms, other.terms, -1));
    }

    /** @throws IllegalArgumentException when a symbol's power would leave -30 to 30 */
    public EngineeringUnit power(int n) {
        if (n == 1 || isPlainOne()) {
            return this;
        }
        List<Term> powers =
                n == 0 ? List.of() : terms.stream().map(term -> term.power(n)).toList();
        return derived(measure.power(n), powers);
    }

    /** Whether zero of this unit is not zero of its base: °C, °F. */
    public boolean isOffsetScale() {
        return measure.hasOffset();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EngineeringUnit unit && unit.symbol.equals(symbol);
    }

    @Override
    public int hashCode() {
        return symbol.hashCode();
    }

    @Override
    public String toString() {
        return symbol;
    }

    Measure measure() {
        return measure;
    }

    List<Term> terms() {
        return terms;
    }

    private Conversion conversion(EngineeringUnit other) {
        if (symbol.equals(other.symbol)) {
            return Conversion.IDENTITY;
        }
        if (this == NONE || other == NONE) {
            return NO_CONVERSION;
        }
        Pair pair = new Pair(this, other);
        Conversion cached = CONVERSIONS.get(pair);
        if (cached != null) {
            return cached;
        }
        Conversion conversion = measure.isConvertibleTo(other.measure) ? measure.to(other.measure) : NO_CONVERSION;
        if (CONVERSIONS.size() < MAX_CACHED) {
            CONVERSIONS.put(pair, conversion);
        }
        return conversion;
    }

    private boolean isPlainOne() {
        return this == NONE || symbol.equals("1");
    }

    private static EngineeringUnit derived(Measure measure, List<Term> terms) {
        if (terms.isEmpty()) {
            return ONE;
        }
        return new EngineeringUnit(UnitTable.intervalSymbol(Term.symbol(terms)), measure, terms);
    }

    private String reason(EngineeringUnit other) {
        if (this == NONE || other == NONE) {
            return ", as no unit is declared";
        }
        if (measure.reference() != other.measure.reference()
                && measure.against(Measure.Reference.NONE).isConvertibleTo(other.measure)) {
            return ": between gauge and absolute lies the air pressure of the place, which no unit knows";
        }
        return "";
    }

    private record Pair(EngineeringUnit from, EngineeringUnit to) {}
}
