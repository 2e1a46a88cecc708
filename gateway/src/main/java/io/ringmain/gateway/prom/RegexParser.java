package io.ringmain.gateway.prom;

import io.ringmain.gateway.prom.Regex.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses what people write of RE2: characters, {@code . [] ^ $ | ( ) (?: )}, {@code * + ? {n,m}}, {@code (?i)} at the
 * beginning, and {@code \d \w \s} with their opposites.
 */
final class RegexParser {
    private static final int DEEPEST = 50;
    private static final int MOST_REPEATS = 1_000;
    private static final Pattern COUNTS = Pattern.compile("\\{([0-9]{1,4})(,([0-9]{0,4}))?}");
    private static final String IGNORE_CASE = "(?i)";

    private final String text;
    private final boolean isCaseIgnored;
    private int at;
    private int depth;

    RegexParser(String text) {
        this.text = text;
        isCaseIgnored = text.startsWith(IGNORE_CASE);
        at = isCaseIgnored ? IGNORE_CASE.length() : 0;
    }

    Part parse() {
        Part whole = choice();
        if (at < text.length()) {
            throw bad("a ) has no (");
        }
        return whole;
    }

    private PromException bad(String why) {
        return PromException.badData("\"" + text + "\" is no regular expression: " + why);
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private int next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private Part choice() {
        if (++depth > DEEPEST) {
            throw bad("it is nested more than " + DEEPEST + " deep");
        }
        List<Part> parts = new ArrayList<>(List.of(sequence()));
        while (is('|')) {
            at++;
            parts.add(sequence());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Regex.Any(parts);
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        while (at < text.length() && !is('|') && !is(')')) {
            parts.add(repeated());
        }
        return new Regex.All(parts);
    }

    private Part repeated() {
        Part part = atom();
        Part repeated = part;
        if (is('*') || is('+')) {
            repeated = new Regex.Repeat(part, next() == '*' ? 0 : 1, -1);
        } else if (is('?')) {
            at++;
            repeated = new Regex.Repeat(part, 0, 1);
        } else if (is('{')) {
            repeated = counted(part);
        }
        if (repeated != part && is('?')) {
            at++; // reluctant: of a whole text that is the same
        }
        return repeated;
    }

    private Part counted(Part part) {
        Matcher counts = COUNTS.matcher(text).region(at, text.length());
        if (!counts.lookingAt()) {
            return part; // a brace like any other
        }
        at = counts.end();
        int least = Integer.parseInt(counts.group(1));
        String upTo = counts.group(3);
        int most = counts.group(2) == null ? least : upTo.isEmpty() ? -1 : Integer.parseInt(upTo);
        if (least > MOST_REPEATS || most > MOST_REPEATS || most >= 0 && most < least) {
            throw bad(counts.group() + " is no number of times, " + MOST_REPEATS + " at most");
        }
        return new Regex.Repeat(part, least, most);
    }

    private Part atom() {
        int c = next();
        switch (c) {
            case '(' -> {
                if (text.startsWith("?:", at)) {
                    at += 2;
                } else if (is('?')) {
                    throw bad("of groups with ? only (?: is answered");
                }
                Part inner = choice();
                if (!is(')')) {
                    throw bad("a ( has no )");
                }
                at++;
                return inner;
            }
            case '[' -> {
                return new Regex.One(set());
            }
            case '.' -> {
                return new Regex.One(any -> true);
            }
            case '^', '$' -> {
                return new Regex.Edge(c == '^');
            }
            case '*', '+', '?' -> throw bad("there is nothing to be repeated by " + (char) c);
            case '\\' -> {
                return new Regex.One(escaped());
            }
            default -> {
                return new Regex.One(range(c, c));
            }
        }
    }

    /** Behind the bracket. */
    private IntPredicate set() {
        boolean isNot = is('^');
        if (isNot) {
            at++;
        }
        IntPredicate accepted = c -> false;
        boolean isFirst = true;
        while (isFirst || !is(']')) {
            if (at >= text.length()) {
                throw bad("a [ has no ]");
            }
            isFirst = false;
            accepted = accepted.or(item());
        }
        at++;
        return isNot ? accepted.negate() : accepted;
    }

    private IntPredicate item() {
        int first = next();
        if (first == '[' && is(':')) {
            throw bad("classes with names are not answered");
        }
        if (first == '\\') {
            if (at < text.length() && "dDwWsS".indexOf(text.charAt(at)) >= 0) {
                return escaped();
            }
            first = literal();
        }
        boolean isRange = is('-') && at + 1 < text.length() && text.charAt(at + 1) != ']';
        if (!isRange) {
            return range(first, first);
        }
        at++;
        int last = next();
        if (last == '\\') {
            last = literal();
        }
        if (last < first) {
            throw bad("a range ends before it begins");
        }
        return range(first, last);
    }

    private IntPredicate range(int first, int last) {
        if (!isCaseIgnored) {
            return c -> c >= first && c <= last;
        }
        return c -> c >= first && c <= last
                || isWithin(Character.toLowerCase(c), first, last)
                || isWithin(Character.toUpperCase(c), first, last);
    }

    private static boolean isWithin(int c, int first, int last) {
        return c >= first && c <= last;
    }

    /** Behind the backslash. */
    private IntPredicate escaped() {
        int c = at < text.length() ? text.charAt(at) : ' ';
        IntPredicate of = switch (Character.toLowerCase(c)) {
            case 'd' -> RegexParser::isDigit;
            case 'w' -> RegexParser::isWord;
            case 's' -> some -> some == ' ' || some >= '\t' && some <= '\r' && some != 0x0B;
            default -> null;
        };
        if (of == null) {
            int literal = literal();
            return range(literal, literal);
        }
        at++;
        return Character.isUpperCase(c) ? of.negate() : of;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(int c) {
        return isDigit(c) || c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Behind the backslash. */
    private int literal() {
        if (at >= text.length()) {
            throw bad("it ends with a backslash");
        }
        int c = next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> {
                if (c < 0x80 && Character.isLetterOrDigit(c)) {
                    throw bad("\\" + (char) c + " is not answered");
                }
                yield c;
            }
        };
    }
}
