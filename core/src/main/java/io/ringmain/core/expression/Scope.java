package io.ringmain.core.expression;

/** The names an expression may use. */
@FunctionalInterface
public interface Scope {
    /** What stands behind a name, null when it is unknown. */
    Operand resolve(String name);
}
