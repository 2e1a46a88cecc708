package io.ringmain.connectors.opcua.server.condition;

/**
 * The operator Like (OPC 10000-4, table 118): {@code %} any number of characters, {@code _} one, {@code [abc]} and
 * {@code [^a-f]} one of a set or none of it, a backslash before what is meant as it stands.
 */
final class LikePattern {
    private LikePattern() {}

    /** Takes time proportional to both lengths at most: there is one place to go back to. */
    static boolean matches(String text, String pattern) {
        int at = 0;
        int in = 0;
        int starIn = -1;
        int starAt = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '%') {
                starIn = in++;
                starAt = at;
            } else if (in < pattern.length() && isOne(pattern, in, text.charAt(at))) {
                in = next(pattern, in);
                at++;
            } else if (starIn >= 0) {
                in = starIn + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '%') {
            in++;
        }
        return in == pattern.length();
    }

    private static boolean isOne(String pattern, int in, char c) {
        return switch (pattern.charAt(in)) {
            case '_' -> true;
            case '\\' -> in + 1 < pattern.length() ? pattern.charAt(in + 1) == c : c == '\\';
            case '[' -> isInSet(pattern, in, c);
            default -> pattern.charAt(in) == c;
        };
    }

    private static int next(String pattern, int in) {
        return switch (pattern.charAt(in)) {
            case '\\' -> Math.min(pattern.length(), in + 2);
            case '[' -> pattern.indexOf(']', in) < 0 ? pattern.length() : pattern.indexOf(']', in) + 1;
            default -> in + 1;
        };
    }

    private static boolean isInSet(String pattern, int in, char c) {
        int end = pattern.indexOf(']', in) < 0 ? pattern.length() : pattern.indexOf(']', in);
        boolean isNegated = in + 1 < end && pattern.charAt(in + 1) == '^';
        boolean isFound = false;
        for (int i = in + (isNegated ? 2 : 1); i < end; i++) {
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                isFound |= c >= pattern.charAt(i) && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                isFound |= pattern.charAt(i) == c;
            }
        }
        return isFound != isNegated;
    }
}
