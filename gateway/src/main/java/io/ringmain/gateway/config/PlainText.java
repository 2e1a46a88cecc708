package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A place in a text, and what can be read from there without regard to what stands around it: single values, comments, ends
 * of lines. Nothing of that but the end of a line leads beyond it, so the text goes by in windows of whole lines. Whatever could mean something else to a whole YAML parser ends it with {@link NotPlainException}.
 *
 * <p>Thread: one.
 */
final class PlainText {
    static final int END = -1;
    /** A whole parser refuses longer keys at a length that nothing announces. */
    private static final int MAX_KEY = 500;

    private static final String NO_FIRST = ",[]{}#&*!|>'\"%@`?: ";

    private final TextWindows windows;
    /** Some whole lines, of which those before are not needed any more. */
    private String text;

    private final Words words = new Words();
    private final StringBuilder unescaped = new StringBuilder();
    private int at;
    private int line = 1;
    private int lineStart;

    PlainText(TextWindows windows) {
        this.windows = windows;
        nextWindow();
    }

    private void nextWindow() {
        try {
            text = windows.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isUsual = c >= ' ' && c < 0x7f || c == '\n';
            if (!isUsual && !isOther(c)) {
                throw NotPlainException.here();
            }
        }
    }

    private static boolean isOther(char c) {
        return c >= 0xa0 && c < 0xfffe && !Character.isSurrogate(c) && c != 0x2028 && c != 0x2029 && c != 0xfeff;
    }

    /** The character here, or {@link #END}. */
    int here() {
        return at < text.length() ? text.charAt(at) : END;
    }

    int next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : END;
    }

    int line() {
        return line;
    }

    /** Counted from 0. */
    int column() {
        return at - lineStart;
    }

    void skip(int characters) {
        at += characters;
    }

    void skipSpaces() {
        while (here() == ' ') {
            at++;
        }
    }

    static boolean endsWord(int c) {
        return c == ' ' || c == '\n' || c == END;
    }

    /** True when nothing but a comment is left in this line. Stands at the end of the line then, else behind the spaces. */
    boolean isRestOfLineEmpty() {
        int begin = at;
        skipSpaces();
        if (here() == '#' && (at > begin || column() == 0)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
        return here() == '\n' || here() == END;
    }

    /**
     * Goes on to the next line with something in it.
     *
     * @return its column, or {@link #END}
     */
    int nextLine() {
        if (!isRestOfLineEmpty()) {
            throw NotPlainException.here();
        }
        while (here() == '\n') {
            at++;
            line++;
            if (at == text.length()) {
                nextWindow();
            }
            lineStart = at;
            if (!isRestOfLineEmpty()) {
                if (column() == 0 && (text.startsWith("---", at) || text.startsWith("...", at))) {
                    throw NotPlainException.here();
                }
                return column();
            }
        }
        return END;
    }

    /** To the first line with something in it. */
    int firstLine() {
        int column = isRestOfLineEmpty() ? nextLine() : column();
        if (text.startsWith("---\n", at) && column == 0) {
            skip(3);
            column = nextLine();
        }
        if (text.startsWith("---", at) || text.startsWith("...", at)) {
            throw NotPlainException.here();
        }
        return column;
    }

    /** To the next character that is neither space nor comment, in this line or a later one that is indented so far. */
    void skipTo(int minColumn) {
        if (isRestOfLineEmpty() && here() == '\n') {
            int column = nextLine();
            if (column < minColumn) {
                throw NotPlainException.here();
            }
        }
    }

    /** A value in quotes or without. */
    ScalarNode scalar(boolean isFlow) {
        int c = here();
        int first = line;
        return c == '"' || c == '\'' ? ScalarNode.quoted(first, quoted()) : ScalarNode.bare(first, bare(isFlow));
    }

    /** A key, in quotes or without; stands behind it. */
    String key(boolean isFlow) {
        int begin = at;
        String key = here() == '"' || here() == '\'' ? quoted() : bare(isFlow);
        if (at - begin > MAX_KEY) {
            throw NotPlainException.here();
        }
        return key;
    }

    private String bare(boolean isFlow) {
        int first = here();
        if (first == END || first == '\n' || NO_FIRST.indexOf(first) >= 0) {
            throw NotPlainException.here();
        }
        if (first == '-' && (endsWord(next()) || isFlow && isBracket(next()))) {
            throw NotPlainException.here();
        }
        int begin = at;
        int end = at; // behind the last character that is no space
        int c = first;
        while (c != END && c != '\n') {
            if (c == ':' && (endsWord(next()) || isFlow && isBracket(next()))
                    || c == '#' && text.charAt(at - 1) == ' '
                    || isFlow && isBracket(c)) {
                break;
            }
            at++;
            if (c != ' ') {
                end = at;
            }
            c = here();
        }
        at = end; // a comment needs the space in front of it
        if (end == begin + 2 && first == '<' && text.charAt(begin + 1) == '<') {
            throw NotPlainException.here(); // a merge, which is not a text
        }
        return words.of(text, begin, end);
    }

    private static boolean isBracket(int c) {
        return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    private String quoted() {
        int quote = here();
        int begin = ++at;
        while (true) {
            int c = here();
            if (c == quote && (c == '"' || next() != '\'')) {
                return words.of(text, begin, at++);
            }
            if (c == END || c == '\n') {
                throw NotPlainException.here();
            }
            if (c == '\\' && quote == '"' || c == quote) {
                return unescape(begin, quote);
            }
            at++;
        }
    }

    private String unescape(int begin, int quote) {
        unescaped.setLength(0);
        unescaped.append(text, begin, at);
        while (true) {
            int c = here();
            if (c == END || c == '\n') {
                throw NotPlainException.here();
            }
            at++;
            if (c == quote) {
                if (quote == '"' || here() != '\'') {
                    return unescaped.toString();
                }
                at++;
            }
            unescaped.append(c == '\\' && quote == '"' ? escaped() : (char) c);
        }
    }

    private char escaped() {
        int c = here();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw NotPlainException.here();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int c = here();
            int digit = c < 0x7f ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw NotPlainException.here();
            }
            code = 16 * code + digit;
            at++;
        }
        if (Character.isSurrogate((char) code)) {
            throw NotPlainException.here();
        }
        return (char) code;
    }
}
