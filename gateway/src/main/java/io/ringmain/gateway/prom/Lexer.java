package io.ringmain.gateway.prom;

import java.util.List;

/** The words and signs of a query, one after the other. */
final class Lexer {
    private static final List<String> LONG_SIGNS = List.of("=~", "!~", "!=", "==", "<=", ">=");
    private static final String SIGNS = "(){}[],:+-*/%^=<>@";

    private final String text;
    private int at;
    private String token;
    private boolean isString;

    Lexer(String text) {
        this.text = text;
        next();
    }

    boolean isEnd() {
        return token.isEmpty() && !isString;
    }

    boolean is(String sign) {
        return !isString && token.equals(sign);
    }

    String take() {
        String taken = token;
        next();
        return taken;
    }

    void expect(String sign) {
        if (!is(sign)) {
            throw unexpected();
        }
        next();
    }

    /** A name, a number or a duration. */
    String word() {
        if (isString || token.isEmpty() || !isWord(token.charAt(0))) {
            throw unexpected();
        }
        return take();
    }

    String string() {
        if (!isString) {
            throw unexpected();
        }
        return take();
    }

    PromException unexpected() {
        if (!isString && List.of("==", "!=", "<", ">", "<=", ">=").contains(token)) {
            return PromException.badData("comparisons are not answered");
        }
        if (List.of("and", "or", "unless", "on", "ignoring", "bool", "group_left", "group_right")
                .contains(token)) {
            return PromException.badData("the operator " + token + " is not answered");
        }
        return PromException.badData(
                isEnd() ? "the query ends too early" : "\"" + token + "\" is not expected at character " + at);
    }

    private void next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        isString = false;
        if (at >= text.length()) {
            token = "";
            return;
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'' || c == '`') {
            quoted(c);
            return;
        }
        int start = at;
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                token = sign;
                return;
            }
        }
        if (SIGNS.indexOf(c) >= 0) {
            at++;
            token = text.substring(start, at);
            // a colon may begin a name, of recording rules; such there are none
            return;
        }
        while (at < text.length() && (isWord(text.charAt(at)) || isExponent(start))) {
            at++;
        }
        if (at == start) {
            throw PromException.badData("the character '" + c + "' is not expected");
        }
        token = text.substring(start, at);
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The sign of an exponent, as in {@code 1e-9}. */
    private boolean isExponent(int start) {
        char c = text.charAt(at);
        return (c == '-' || c == '+')
                && at - start >= 2
                && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
                && Character.isDigit(text.charAt(start));
    }

    private void quoted(char quote) {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            char c = text.charAt(at);
            if (c != '\\' || quote == '`') {
                value.append(c);
            } else {
                at++;
                value.append(escaped());
            }
        }
        if (at >= text.length()) {
            throw PromException.badData("a text has no end");
        }
        at++;
        token = value.toString();
        isString = true;
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at) : ' ';
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '"', '\'' -> c;
            default -> throw PromException.badData("\\" + c + " is no escape");
        };
    }
}
