package io.ringmain.gateway.prom;

import java.util.List;

/** A query, parsed. */
sealed interface Expr {
    /** A number. */
    record Scalar(double value) implements Expr {}

    /**
     * Series by their labels; the name is one of them.
     *
     * @param rangeNs how far back samples are taken from, 0 for the value of a moment
     * @param offsetNs how much earlier than asked
     */
    record Selector(List<Matcher> matchers, long rangeNs, long offsetNs) implements Expr {}

    /** A function over the samples of a range. */
    record OverTime(String function, Selector range) implements Expr {}

    /** A function of the value of each series. */
    record Call(String function, List<Expr> arguments) implements Expr {}

    /**
     * Series put together.
     *
     * @param isBy whether the labels are those that stay, and not those that go
     */
    record Aggregation(String operator, boolean isBy, List<String> labels, Expr of) implements Expr {}

    /** Arithmetic; of two vectors, of series with the same labels. */
    record Binary(char operator, Expr left, Expr right) implements Expr {}
}
