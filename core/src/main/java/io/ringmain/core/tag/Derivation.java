package io.ringmain.core.tag;

import java.util.Objects;

/**
 * How the value of a derived tag follows from other tags.
 *
 * @param expression source text, empty for a tag that is not derived
 * @param tickNs ring time between two evaluations of an expression that changes with time alone
 */
public record Derivation(String expression, long tickNs) {
    public static final long DEFAULT_TICK_NS = 1_000_000_000L;
    /** Not derived. */
    public static final Derivation NONE = new Derivation("", DEFAULT_TICK_NS);

    public Derivation {
        Objects.requireNonNull(expression, "expression");
    }

    public static Derivation of(String expression) {
        return new Derivation(expression, DEFAULT_TICK_NS);
    }

    public boolean isDerived() {
        return !expression.isEmpty();
    }
}
