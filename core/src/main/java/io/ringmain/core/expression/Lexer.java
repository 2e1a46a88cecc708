package io.ringmain.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts an expression into tokens. */
final class Lexer {
    private static final List<String> SYMBOLS = List.of(
            "==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "^", "<", ">", "!", "(", ")", "[", "]", ",");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        return new Lexer(source).all();
    }

    private List<Token> all() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
                number();
            } else if (isLetter(c)) {
                name();
            } else if (c == '{') {
                bracedName();
            } else if (c == '\'' || c == '"') {
                int from = at;
                add(Token.Kind.TEXT, from, quoted(), null);
            } else {
                symbol();
            }
        }
        add(Token.Kind.END, source.length(), "", null);
        return tokens;
    }

    private void number() {
        int from = at;
        digits();
        if (peek(0) == '.') {
            at++;
            digits();
        }
        if (isExponent()) {
            at += 2;
            digits();
        }
        String text = source.substring(from, at);
        if (isLetter(peek(0))) {
            int suffix = at;
            while (isLetter(peek(0)) || isDigit(peek(0))) {
                at++;
            }
            if (!Durations.isSuffix(source.substring(suffix, at))) {
                throw new ExpressionException(
                        suffix + 1,
                        "unknown unit of time '" + source.substring(suffix, at) + "', allowed are " + Durations.SUFFIXES
                                + "; other units stand in quotes, such as 5'bar'");
            }
            add(Token.Kind.DURATION, from, source.substring(from, at), null);
        } else if (peek(0) == '\'') {
            add(Token.Kind.NUMBER, from, text, quoted());
        } else {
            add(Token.Kind.NUMBER, from, text, null);
        }
    }

    private boolean isExponent() {
        char e = peek(0);
        return (e == 'e' || e == 'E') && (isDigit(peek(1)) || (peek(1) == '+' || peek(1) == '-') && isDigit(peek(2)));
    }

    private void digits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    private void name() {
        int from = at;
        while (isLetter(peek(0)) || isDigit(peek(0)) || peek(0) == '.' && (isLetter(peek(1)) || isDigit(peek(1)))) {
            at++;
        }
        add(Token.Kind.NAME, from, source.substring(from, at), null);
    }

    private void bracedName() {
        int end = source.indexOf('}', at);
        if (end < 0) {
            throw new ExpressionException(at + 1, "'{' without '}': a name in braces ends with '}'");
        }
        if (end == at + 1) {
            throw new ExpressionException(at + 1, "no name between '{' and '}'");
        }
        int from = at;
        at = end + 1;
        add(Token.Kind.BRACED_NAME, from, source.substring(from + 1, end), null);
    }

    /** A quote inside stands twice. */
    private String quoted() {
        int from = at;
        char quote = source.charAt(at++);
        StringBuilder text = new StringBuilder();
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c != quote) {
                text.append(c);
            } else if (peek(0) == quote) {
                text.append(quote);
                at++;
            } else {
                return text.toString();
            }
        }
        throw new ExpressionException(from + 1, "a quote that does not end");
    }

    private void symbol() {
        for (String symbol : SYMBOLS) {
            if (source.startsWith(symbol, at)) {
                at += symbol.length();
                add(Token.Kind.SYMBOL, at - symbol.length(), symbol, null);
                return;
            }
        }
        char c = source.charAt(at);
        String hint = switch (c) {
            case '=' -> ", equality is ==";
            case '&' -> ", and is written 'and' or &&";
            case '|' -> ", or is written 'or' or ||";
            case '?', ':' -> ", a choice is written if(condition, then, else)";
            default -> ", a name with other characters than letters, digits, '_' and '.' stands in braces";
        };
        String shown = c > ' ' && c < 127
                ? "'" + c + "'"
                : "U+" + Integer.toHexString(0x10000 | c).substring(1).toUpperCase(Locale.ROOT);
        throw new ExpressionException(at + 1, "unexpected character " + shown + hint);
    }

    private void add(Token.Kind kind, int from, String text, String unit) {
        tokens.add(new Token(kind, from + 1, text, unit));
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
