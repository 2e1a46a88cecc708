package io.ringmain.gateway.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes one line of JSON as {@link Tree} makes it as a YAML block, a key a line, so that a change of one key is a change of one
 * line. Lists of plain values stay on their line.
 *
 * <p>Thread: one.
 */
final class BlockText {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z]([A-Za-z0-9 ._/-]*[A-Za-z0-9_])?|[0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h|d|km)");
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private final StringBuilder out;
    private final String json;
    private int at;

    private BlockText(StringBuilder out, String json) {
        this.out = out;
        this.json = json;
    }

    /** Appends the members of an object, each on lines of their own that begin with so many spaces. */
    static void append(StringBuilder out, String object, int indent) {
        new BlockText(out, object).members(indent);
    }

    /** A text as a plain scalar where that means the same, else in quotes. */
    static String scalar(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return isPlain ? text : Tree.quoted(text);
    }

    private void members(int indent) {
        at++; // {
        while (json.charAt(at) != '}') {
            if (json.charAt(at) == ',') {
                at++;
            }
            out.append(" ".repeat(indent));
            text();
            at++; // :
            out.append(':');
            value(indent);
        }
        at++;
    }

    private void value(int indent) {
        char first = json.charAt(at);
        boolean isEmpty = json.charAt(Math.min(at + 1, json.length() - 1)) == (first == '{' ? '}' : ']');
        if (first == '{' && !isEmpty) {
            out.append('\n');
            members(indent + 2);
        } else if (first == '[' && json.charAt(at + 1) == '{') {
            out.append('\n');
            items(indent);
        } else if (first == '"') {
            out.append(' ');
            text();
            out.append('\n');
        } else {
            int from = at;
            skip();
            out.append(' ').append(json, from, at).append('\n');
        }
    }

    /** A list of objects, each on its line. */
    private void items(int indent) {
        while (json.charAt(at) != ']') {
            at++; // [ or ,
            int from = at;
            skip();
            out.append(" ".repeat(indent)).append("- ").append(json, from, at).append('\n');
        }
        at++;
    }

    /** Copies a text, without its quotes where it does not need them. */
    private void text() {
        int from = at;
        skip();
        String inner = json.substring(from + 1, at - 1);
        boolean isPlain = inner.indexOf('\\') < 0 && scalar(inner).length() == inner.length();
        out.append(isPlain ? inner : json.substring(from, at));
    }

    /** To behind the value that begins here. */
    private void skip() {
        int depth = 0;
        do {
            char c = json.charAt(at);
            if (c == '"') {
                at++;
                while (json.charAt(at) != '"') {
                    at += json.charAt(at) == '\\' ? 2 : 1;
                }
            }
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            at++;
        } while (depth > 0 || at < json.length() && isScalar(json.charAt(at - 1)) && isScalar(json.charAt(at)));
    }

    private static boolean isScalar(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
    }
}
