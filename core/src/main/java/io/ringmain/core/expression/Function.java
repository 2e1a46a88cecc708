package io.ringmain.core.expression;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The functions of the language with their arguments. */
enum Function {
    IF("if(condition, then, else)", 3, 3),
    MIN("min(a, b, ...)", 1, 64),
    MAX("max(a, b, ...)", 1, 64),
    ABS("abs(x)", 1, 1),
    CLAMP("clamp(x, low, high)", 3, 3),
    ROUND("round(x)", 1, 1),
    FLOOR("floor(x)", 1, 1),
    CEIL("ceil(x)", 1, 1),
    SIGN("sign(x)", 1, 1),
    INT("int(x)", 1, 1),
    FLOAT("float(x)", 1, 1),
    DIV("div(a, b)", 2, 2),
    SQRT("sqrt(x)", 1, 1),
    EXP("exp(x)", 1, 1),
    LOG("log(x)", 1, 1),
    LOG10("log10(x)", 1, 1),
    POW("pow(x, y)", 2, 2),
    SIN("sin(x)", 1, 1),
    COS("cos(x)", 1, 1),
    TAN("tan(x)", 1, 1),
    ASIN("asin(x)", 1, 1),
    ACOS("acos(x)", 1, 1),
    ATAN("atan(x)", 1, 1),
    ATAN2("atan2(y, x)", 2, 2),
    SINH("sinh(x)", 1, 1),
    COSH("cosh(x)", 1, 1),
    TANH("tanh(x)", 1, 1),
    CONVERT("convert(x, 'unit')", 2, 2),
    VALUE("value(x, 'unit')", 2, 2),
    QUALITY("quality(tag)", 1, 1),
    IS_GOOD("isGood(tag)", 1, 1),
    IS_UNCERTAIN("isUncertain(tag)", 1, 1),
    IS_BAD("isBad(tag)", 1, 1),
    IS_FINITE("isFinite(x)", 1, 1),
    VALID("valid(tag, fallback)", 2, 2),
    SUM("sum(array)", 1, 1),
    AVG("avg(array)", 1, 1),
    LENGTH("length(array)", 1, 1),
    RATE("rate(x [, window])", 1, 2),
    AVERAGE("average(x, window)", 2, 2),
    INTEGRAL("integral(x [, per])", 1, 2),
    TOTAL("total(x [, reset [, per]])", 1, 3),
    DELAY("delay(x, duration)", 2, 2),
    RISING("rising(b)", 1, 1),
    FALLING("falling(b)", 1, 1),
    COUNT("count(b [, reset])", 1, 2),
    ON_DELAY("onDelay(b, duration)", 2, 2),
    OFF_DELAY("offDelay(b, duration)", 2, 2),
    HOLD("hold(x, while)", 2, 2),
    PREVIOUS("previous(x)", 1, 1),
    TIME_TRUE("timeTrue(b [, reset])", 1, 2);

    private static final Map<String, Function> BY_NAME = new TreeMap<>();

    static {
        for (Function function : values()) {
            BY_NAME.put(function.label(), function);
        }
    }

    private final String signature;
    private final int min;
    private final int max;

    Function(String signature, int min, int max) {
        this.signature = signature;
        this.min = min;
        this.max = max;
    }

    /** The name in the language. */
    String label() {
        return signature.substring(0, signature.indexOf('('));
    }

    String signature() {
        return signature;
    }

    static Function named(Token name) {
        Function function = BY_NAME.get(name.text());
        if (function != null) {
            return function;
        }
        String nearest = null;
        int nearestDistance = Math.max(1, name.text().length() / 3) + 1;
        for (String known : BY_NAME.keySet()) {
            int distance = distance(name.text(), known);
            if (distance < nearestDistance) {
                nearest = known;
                nearestDistance = distance;
            }
        }
        String hint = nearest == null
                ? ", known are " + String.join(" ", BY_NAME.keySet())
                : ", did you mean '" + nearest + "'?";
        throw new ExpressionException(name.column(), "unknown function '" + name.text() + "'" + hint);
    }

    void checkCount(int column, int count) {
        if (count < min || count > max) {
            throw new ExpressionException(column, label() + " has " + count + " arguments, it is written " + signature);
        }
    }

    /** Insertions, deletions and substitutions between them, letters of either case being equal. */
    private static int distance(String typed, String known) {
        String a = typed.substring(0, Math.min(32, typed.length())).toLowerCase(Locale.ROOT);
        String b = known.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
