package io.ringmain.gateway.prom;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a label has to be. An absent label is an empty one.
 *
 * @param pattern null for the operators without one
 */
record Matcher(String label, Kind kind, String value, Pattern pattern) {
    private static final int LONGEST_PATTERN = 1_000;
    /** Looks at characters that a pattern may take; what goes beyond was written to take forever. */
    private static final int MOST_STEPS = 100_000;

    enum Kind {
        EQUAL("="),
        NOT_EQUAL("!="),
        LIKE("=~"),
        NOT_LIKE("!~");

        final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    static Matcher of(String label, Kind kind, String value) {
        if (kind == Kind.EQUAL || kind == Kind.NOT_EQUAL) {
            return new Matcher(label, kind, value, null);
        }
        if (value.length() > LONGEST_PATTERN) {
            throw PromException.badData("a regular expression has more than " + LONGEST_PATTERN + " characters");
        }
        try {
            return new Matcher(label, kind, value, Pattern.compile(value));
        } catch (PatternSyntaxException e) {
            throw PromException.badData("\"" + value + "\" is no regular expression: " + e.getDescription());
        }
    }

    /** @param present the label's value, null when it is absent */
    boolean accepts(String present) {
        String text = present == null ? "" : present;
        return switch (kind) {
            case EQUAL -> text.equals(value);
            case NOT_EQUAL -> !text.equals(value);
            case LIKE -> isLike(text);
            case NOT_LIKE -> !isLike(text);
        };
    }

    private boolean isLike(String text) {
        return pattern.matcher(new Counted(text, 0, text.length(), new int[1])).matches();
    }

    /** A text that can be looked at but so often. */
    private record Counted(String text, int from, int to, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw PromException.tooMuch("a regular expression takes too long");
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, from + start, from + end, steps);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
