package io.ringmain.gateway.prom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses the part of PromQL that is answered: selectors with {@code = != =~ !~}, {@code offset}, functions over ranges,
 * aggregations with {@code by} and {@code without}, arithmetic, {@code histogram_quantile} and a few functions of values.
 */
final class Parser {
    static final Set<String> OVER_TIME = Set.of(
            "avg_over_time",
            "min_over_time",
            "max_over_time",
            "sum_over_time",
            "count_over_time",
            "last_over_time",
            "rate",
            "increase",
            "delta");
    static final Set<String> AGGREGATIONS = Set.of("sum", "avg", "min", "max", "count");
    static final Set<String> OF_VALUES = Set.of("abs", "ceil", "floor", "histogram_quantile", "time", "vector");

    private static final Set<String> NOT_YET = Set.of("and", "or", "unless", "bool", "on", "ignoring", "group_left");
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 50;
    private static final int MOST_PARTS = 300;
    private static final Pattern NUMBER = Pattern.compile("[0-9.].*");

    /** About a second. */
    private static final long MOST_REGEX_STEPS = 50_000_000;

    private final Lexer lexer;
    private final Regex.Budget budget = new Regex.Budget(MOST_REGEX_STEPS);
    private int depth;
    private int parts;

    private Parser(String text) {
        lexer = new Lexer(text);
    }

    /** @throws PromException when it is none, or one that is not answered */
    static Expr parse(String text) {
        if (text.length() > LONGEST) {
            throw PromException.badData("a query has at most " + LONGEST + " characters");
        }
        Parser parser = new Parser(text);
        Expr expr = parser.sum();
        if (!parser.lexer.isEnd()) {
            throw parser.lexer.unexpected();
        }
        return expr;
    }

    /** The matchers of a selector, as {@code match[]} holds one. */
    static List<Matcher> matchers(String text) {
        if (parse(text) instanceof Expr.Selector selector && selector.rangeNs() == 0) {
            return selector.matchers();
        }
        throw PromException.badData("\"" + text + "\" is no selector of series");
    }

    private Expr sum() {
        if (++depth > DEEPEST) {
            throw PromException.badData("a query is nested more than " + DEEPEST + " deep");
        }
        Expr left = product();
        while (lexer.is("+") || lexer.is("-")) {
            left = new Expr.Binary(lexer.take().charAt(0), left, product());
        }
        depth--;
        return left;
    }

    private Expr product() {
        Expr left = unary();
        while (lexer.is("*") || lexer.is("/") || lexer.is("%")) {
            left = new Expr.Binary(lexer.take().charAt(0), left, unary());
        }
        return left;
    }

    private Expr unary() {
        if (++parts > MOST_PARTS) {
            throw PromException.badData("a query has more than " + MOST_PARTS + " parts");
        }
        if (lexer.is("-")) {
            lexer.take();
            return new Expr.Binary('*', new Expr.Scalar(-1), unary());
        }
        Expr base = primary();
        if (lexer.is("^")) {
            lexer.take();
            return new Expr.Binary('^', base, unary());
        }
        return base;
    }

    private Expr primary() {
        if (lexer.is("(")) {
            lexer.take();
            Expr inner = sum();
            lexer.expect(")");
            return inner;
        }
        if (lexer.is("{")) {
            return selector(null);
        }
        String word = lexer.word();
        if (NUMBER.matcher(word).matches()) {
            return new Expr.Scalar(number(word));
        }
        if (AGGREGATIONS.contains(word) && (lexer.is("(") || lexer.is("by") || lexer.is("without"))) {
            return aggregation(word);
        }
        if (lexer.is("(")) {
            return call(word);
        }
        if (NOT_YET.contains(word)) {
            throw PromException.badData("the operator " + word + " is not answered");
        }
        return word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("nan")
                ? new Expr.Scalar(number(word))
                : selector(word);
    }

    private static double number(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> {
                try {
                    yield word.startsWith("0x") ? Long.parseLong(word.substring(2), 16) : Double.parseDouble(word);
                } catch (NumberFormatException e) {
                    throw PromException.badData("\"" + word + "\" is no number");
                }
            }
        };
    }

    private Expr call(String function) {
        if (OVER_TIME.contains(function)) {
            lexer.expect("(");
            Expr argument = sum();
            lexer.expect(")");
            if (argument instanceof Expr.Selector range && range.rangeNs() > 0) {
                return new Expr.OverTime(function, range);
            }
            throw PromException.badData(function + " is of a selector with a range, such as " + function + "(x[5m])");
        }
        if (!OF_VALUES.contains(function)) {
            throw PromException.badData("the function " + function + " is not answered; answered are "
                    + String.join(", ", OVER_TIME.stream().sorted().toList()) + ", "
                    + String.join(", ", OF_VALUES.stream().sorted().toList()) + "; and the aggregations "
                    + String.join(", ", AGGREGATIONS.stream().sorted().toList()));
        }
        lexer.expect("(");
        List<Expr> arguments = new ArrayList<>();
        while (!lexer.is(")")) {
            arguments.add(instant(sum()));
            if (!lexer.is(")")) {
                lexer.expect(",");
            }
        }
        lexer.expect(")");
        int wanted = function.equals("histogram_quantile") ? 2 : function.equals("time") ? 0 : 1;
        if (arguments.size() != wanted) {
            throw PromException.badData(function + " takes " + wanted + " arguments");
        }
        return new Expr.Call(function, arguments);
    }

    private Expr aggregation(String operator) {
        List<String> labels = List.of();
        boolean isBy = true;
        boolean isGrouped = false;
        if (lexer.is("by") || lexer.is("without")) {
            isBy = lexer.take().equals("by");
            labels = labels();
            isGrouped = true;
        }
        lexer.expect("(");
        Expr of = instant(sum());
        lexer.expect(")");
        if (!isGrouped && (lexer.is("by") || lexer.is("without"))) {
            isBy = lexer.take().equals("by");
            labels = labels();
        }
        return new Expr.Aggregation(operator, isBy, labels, of);
    }

    private static Expr instant(Expr expr) {
        if (expr instanceof Expr.Selector selector && selector.rangeNs() > 0) {
            throw PromException.badData("a range stands where a value is expected");
        }
        return expr;
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        lexer.expect("(");
        while (!lexer.is(")")) {
            labels.add(lexer.word());
            if (!lexer.is(")")) {
                lexer.expect(",");
            }
        }
        lexer.expect(")");
        return labels;
    }

    /** @param name null when there is none */
    private Expr selector(String name) {
        List<Matcher> matchers = new ArrayList<>();
        if (name != null) {
            matchers.add(Matcher.of(SeriesData.NAME, Matcher.Kind.EQUAL, name, budget));
        }
        if (lexer.is("{")) {
            lexer.take();
            while (!lexer.is("}")) {
                matchers.add(matcher());
                if (!lexer.is("}")) {
                    lexer.expect(",");
                }
            }
            lexer.expect("}");
        }
        if (matchers.stream().allMatch(matcher -> matcher.accepts(""))) {
            throw PromException.badData("a selector needs a name, or a matcher that an empty label does not fit");
        }
        long range = 0;
        if (lexer.is("[")) {
            lexer.take();
            range = Durations.ns(lexer.word());
            if (lexer.is(":")) {
                throw PromException.badData("subqueries are not answered");
            }
            lexer.expect("]");
        }
        long offset = 0;
        if (lexer.is("offset")) {
            lexer.take();
            offset = Durations.ns(lexer.word());
        }
        return new Expr.Selector(List.copyOf(matchers), range, offset);
    }

    private Matcher matcher() {
        String label = lexer.word();
        for (Matcher.Kind kind :
                List.of(Matcher.Kind.LIKE, Matcher.Kind.NOT_LIKE, Matcher.Kind.NOT_EQUAL, Matcher.Kind.EQUAL)) {
            if (lexer.is(kind.sign)) {
                lexer.take();
                return Matcher.of(label, kind, lexer.string(), budget);
            }
        }
        throw lexer.unexpected();
    }
}
