package io.ringmain.gateway.logging;

/** Keeps what others have written from looking like lines, or commands to a terminal, of our own. */
final class OneLine {
    private static final String HEX = "0123456789abcdef";

    private OneLine() {}

    /** Appends a text with control characters, line separators and what turns the direction of writing escaped. */
    static void append(StringBuilder into, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> into.append("\\n");
                case '\r' -> into.append("\\r");
                case '\t' -> into.append("\\t");
                default -> {
                    if (isOdd(c)) {
                        into.append("\\u");
                        for (int shift = 12; shift >= 0; shift -= 4) {
                            into.append(HEX.charAt(c >> shift & 0xF));
                        }
                    } else {
                        into.append(c);
                    }
                }
            }
        }
    }

    private static boolean isOdd(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069';
    }
}
