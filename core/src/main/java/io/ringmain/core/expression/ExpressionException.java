package io.ringmain.core.expression;

/** What is wrong with an expression, where, and what is allowed. */
public final class ExpressionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    public ExpressionException(int column, String problem) {
        super("column " + column + ": " + problem);
        this.column = column;
    }

    /** Position of the first character of the part that is wrong, from 1. */
    public int column() {
        return column;
    }
}
