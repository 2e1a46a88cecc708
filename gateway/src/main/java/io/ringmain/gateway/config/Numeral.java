package io.ringmain.gateway.config;

/** How numbers are written, without the cost of patterns: a big site has a million of them. */
final class Numeral {
    private static final int LONG_DIGITS = 18;
    private static final int MOST_DIGITS = 40;

    private Numeral() {}

    /** {@code [-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?}. */
    static boolean isNumber(String text) {
        int whole = digits(text, sign(text, 0));
        if (whole == sign(text, 0)) {
            return false;
        }
        int at = whole < text.length() && text.charAt(whole) == '.' ? digits(text, whole + 1) : whole;
        if (at < text.length() && (text.charAt(at) | ' ') == 'e') {
            int exponent = sign(text, at + 1);
            at = digits(text, exponent);
            return at > exponent && at == text.length();
        }
        return at == text.length();
    }

    /** A whole number that fits into 64 bits. */
    static boolean isWhole(String text) {
        return isWhole(text, LONG_DIGITS);
    }

    /** A whole number, of which all digits count. */
    static boolean isDigits(String text) {
        return isWhole(text, MOST_DIGITS);
    }

    private static boolean isWhole(String text, int most) {
        int begin = sign(text, 0);
        int end = digits(text, begin);
        return end == text.length() && end > begin && end - begin <= most;
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
