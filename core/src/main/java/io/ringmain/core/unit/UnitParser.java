package io.ringmain.core.unit;

import io.ringmain.core.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import tech.units.indriya.function.RationalNumber;

/**
 * Reads a unit's text: symbols with powers, products ({@code * . ·} or a space), quotients, parentheses, annotations in braces.
 *
 * <p>Quotients go from left to right as in UCUM, and a product after one needs parentheses: {@code W/m2.K} is read in two ways by
 * people, so it is refused.
 */
final class UnitParser {
    private static final int MAX_LENGTH = 64;
    private static final String OPERATORS = "*./()^{}+- ";
    private static final String EXAMPLES =
            "; examples: bar, m3/h, kg/(m2*s), °C, %, uS/cm, and {pcs} for what is only counted";

    private final String given;
    private final String text;
    private int at;

    private UnitParser(String given, String text) {
        this.given = given;
        this.text = text;
    }

    static EngineeringUnit parse(String given) {
        if (given.length() > MAX_LENGTH) {
            throw new UnknownUnitException("'" + given.substring(0, MAX_LENGTH) + "...' is no unit, which has at most "
                    + MAX_LENGTH + " characters");
        }
        UnitParser parser = new UnitParser(given, UnitText.plain(given));
        Measure whole = UnitTable.find(parser.text);
        if (whole != null) {
            return new EngineeringUnit(given, whole, List.of(new Term(parser.text, 1)));
        }
        Parsed parsed = parser.expression();
        if (parser.at < parser.text.length()) {
            throw parser.refuse(
                    "'" + parser.text.charAt(parser.at) + "' is not expected at character " + (parser.at + 1));
        }
        return new EngineeringUnit(given, parsed.measure, parsed.terms);
    }

    private Parsed expression() {
        Parsed result;
        boolean hasSlash = tryTake('/');
        result = hasSlash ? Parsed.ONE.dividedBy(factor()) : factor();
        while (at < text.length() && text.charAt(at) != ')') {
            if (tryTake('/')) {
                hasSlash = true;
                result = result.dividedBy(factor());
            } else if (tryTake('*') || tryTake('.') || tryTake(' ')) {
                if (hasSlash) {
                    throw refuse("a product after '/' can be read in two ways, write parentheses as in W/(m2*K)");
                }
                result = result.times(factor());
            } else {
                throw refuse("'*' or '/' is missing before '" + text.substring(at) + "'");
            }
        }
        return result;
    }

    private Parsed factor() {
        if (at >= text.length()) {
            throw refuse("a unit is missing at its end");
        }
        char c = text.charAt(at);
        if (tryTake('(')) {
            Parsed inner = expression();
            if (!tryTake(')')) {
                throw refuse("')' is missing");
            }
            return inner.power(exponent());
        }
        if (c == '{') {
            return new Parsed(Measure.ONE, List.of(new Term(annotation(), 1)));
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        Parsed symbol = symbol();
        if (at < text.length() && text.charAt(at) == '{') {
            annotation();
        }
        return symbol;
    }

    private Parsed symbol() {
        if (OPERATORS.indexOf(text.charAt(at)) >= 0) {
            throw refuse("'" + text.charAt(at) + "' is not expected at character " + (at + 1));
        }
        int end = at;
        while (end < text.length() && OPERATORS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String run = text.substring(at, end);
        Measure measure = UnitTable.find(run);
        int symbolEnd = end;
        while (measure == null && symbolEnd > at + 1 && isDigit(text.charAt(symbolEnd - 1))) {
            symbolEnd--;
            measure = UnitTable.find(text.substring(at, symbolEnd));
        }
        if (measure == null) {
            throw unknown(run);
        }
        String symbol = text.substring(at, symbolEnd);
        at = symbolEnd;
        return new Parsed(measure, List.of(new Term(symbol, 1))).power(exponent());
    }

    private Parsed number() {
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        String digits = text.substring(start, at);
        boolean isPowerOfTen = digits.equals("10") && at + 1 < text.length() && "*^".indexOf(text.charAt(at)) >= 0;
        if (isPowerOfTen && (isDigit(text.charAt(at + 1)) || isSign(text.charAt(at + 1)))) {
            at++;
            int exponent = exponent();
            return new Parsed(Measure.ONE.scaled(UnitTable.tenTo(exponent)), List.of(new Term("10^" + exponent, 1)));
        }
        if (digits.length() > 9 || Integer.parseInt(digits) == 0) {
            throw refuse("'" + digits + "' is not allowed, a factor must be 1 to 999999999");
        }
        int factor = Integer.parseInt(digits);
        return factor == 1
                ? Parsed.ONE
                : new Parsed(
                        Measure.ONE.scaled(RationalNumber.ofInteger(factor)),
                        List.of(new Term(factor == 10 ? "10^1" : digits, 1)));
    }

    /** With or without {@code ^} and sign; 1 where none stands. */
    private int exponent() {
        boolean isMarked = tryTake('^');
        int start = at;
        if (at < text.length() && isSign(text.charAt(at))) {
            at++;
        }
        int digits = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == digits) {
            if (isMarked || at > start) {
                throw refuse("a power is missing after '" + text.substring(0, at) + "'");
            }
            return 1;
        }
        int power = at - digits > 2 ? Term.MAX_POWER + 1 : Integer.parseInt(text.substring(start, at));
        if (power == 0 || Math.abs(power) > Term.MAX_POWER) {
            throw refuse("power " + text.substring(start, at) + " is not allowed, must be 1 to " + Term.MAX_POWER
                    + " or the negative of it");
        }
        return power;
    }

    private String annotation() {
        int close = text.indexOf('}', at);
        if (close < at + 2) {
            throw refuse(close < 0 ? "'}' is missing" : "nothing stands between the braces");
        }
        String annotation = text.substring(at, close + 1);
        at = close + 1;
        return annotation;
    }

    private boolean tryTake(char c) {
        boolean isThere = at < text.length() && text.charAt(at) == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private UnknownUnitException unknown(String symbol) {
        String part = symbol.equals(given) ? "'" + given + "'" : "'" + symbol + "' in '" + given + "'";
        String ambiguity = UnitTable.ambiguity(symbol);
        if (ambiguity != null) {
            return new UnknownUnitException(part + " has two meanings, " + ambiguity);
        }
        return new UnknownUnitException(part + " is no known unit" + nearest(symbol) + EXAMPLES);
    }

    /** The wrong case is the usual mistake: KW, Mpa, pcs for {pcs}. */
    private static String nearest(String symbol) {
        if (symbol.equalsIgnoreCase("pcs")) {
            return ", did you mean '{pcs}'?";
        }
        for (String name : UnitTable.names()) {
            if (name.equalsIgnoreCase(symbol)) {
                return ", did you mean '" + name + "'?";
            }
        }
        return NearestName.hint(symbol, UnitTable.names());
    }

    private UnknownUnitException refuse(String what) {
        return new UnknownUnitException("'" + given + "' is no unit: " + what + EXAMPLES);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private record Parsed(Measure measure, List<Term> terms) {
        static final Parsed ONE = new Parsed(Measure.ONE, List.of());

        Parsed times(Parsed other) {
            return new Parsed(measure.times(other.measure), Term.product(terms, other.terms, 1));
        }

        Parsed dividedBy(Parsed other) {
            return new Parsed(measure.dividedBy(other.measure), Term.product(terms, other.terms, -1));
        }

        Parsed power(int n) {
            List<Term> powers = new ArrayList<>();
            terms.forEach(term -> powers.add(term.power(n)));
            return new Parsed(measure.power(n), List.copyOf(powers));
        }
    }
}
