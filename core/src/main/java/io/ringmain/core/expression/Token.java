package io.ringmain.core.expression;

/**
 * One word of an expression.
 *
 * @param column position of its first character, from 1
 * @param text the name, the symbol, the number as written, the text without its quotes
 * @param unit of a number, null when none follows
 */
record Token(Kind kind, int column, String text, String unit) {
    enum Kind {
        NUMBER,
        DURATION,
        TEXT,
        NAME,
        BRACED_NAME,
        SYMBOL,
        END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }

    String describe() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text '" + text + "'";
            case BRACED_NAME -> "{" + text + "}";
            default -> "'" + text + "'";
        };
    }
}
