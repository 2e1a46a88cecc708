package io.ringmain.core.expression;

/**
 * What one term of a checked expression does.
 *
 * <p>{@code words} are the 8-byte words of a time function's history, of which the first {@code restarted} begin anew after a
 * standstill of the plant; {@code isTimed} says that its result changes with time alone.
 */
enum Op {
    CONSTANT,
    TAG,
    ELEMENT,
    STATUS,
    IS_GOOD,
    IS_UNCERTAIN,
    IS_BAD,
    TEXT_EQUALS,
    ARRAY_SUM,
    ARRAY_AVG,
    ARRAY_AVG_INT,
    ARRAY_MIN,
    ARRAY_MAX,
    IF,
    AND,
    OR,
    NOT,
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    TO_FLOAT,
    TO_INT,
    SCALE,
    AFFINE,
    ADD,
    SUB,
    MUL,
    DIV,
    REM,
    NEG,
    QUOTIENT,
    ABS,
    MIN,
    MAX,
    CLAMP,
    ROUND,
    FLOOR,
    CEIL,
    SIGN,
    SQRT,
    EXP,
    LOG,
    LOG10,
    POW,
    SIN,
    COS,
    TAN,
    ASIN,
    ACOS,
    ATAN,
    ATAN2,
    SINH,
    COSH,
    TANH,
    IS_FINITE,
    RATE("rate", 4, 4, true),
    RATE_WINDOW("rateOver", Windows.RING_WORDS, Windows.RING_WORDS, true),
    AVERAGE("average", Windows.AVERAGE_WORDS, Windows.AVERAGE_WORDS, true),
    INTEGRAL("integral", 4, 2, true),
    DELAY("delay", Windows.RING_WORDS, Windows.RING_WORDS, true),
    RISING("rising", 1, 0, true),
    FALLING("falling", 1, 0, true),
    COUNT("count", 2, 0, false),
    ON_DELAY("onDelay", 2, 2, true),
    OFF_DELAY("offDelay", 2, 2, true),
    HOLD("hold", 2, 0, false),
    PREVIOUS("previous", 3, 0, false),
    TIME_TRUE("timeTrue", 2, 1, true);

    final String method;
    final int words;
    final int restarted;
    final boolean isTimed;

    Op() {
        this("", 0, 0, false);
    }

    Op(String method, int words, int restarted, boolean isTimed) {
        this.method = method;
        this.words = words;
        this.restarted = restarted;
        this.isTimed = isTimed;
    }

    boolean readsTag() {
        return ordinal() >= TAG.ordinal() && ordinal() <= ARRAY_MAX.ordinal();
    }

    boolean hasHistory() {
        return words > 0;
    }
}
