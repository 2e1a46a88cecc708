package io.ringmain.core.unit;

/** The signs that keyboards and documents offer for one and the same thing, brought to one form. */
final class UnitText {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
    private static final String PLAIN = "0123456789-+";

    private UnitText() {}

    /** Superscripts as {@code ^3}, the micro sign as u, one sign each for product, quotient and minus, single spaces. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        boolean isRaised = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int raised = SUPERSCRIPTS.indexOf(c);
            if (raised >= 0) {
                out.append(isRaised ? "" : "^").append(PLAIN.charAt(raised));
            } else {
                append(out, c);
            }
            isRaised = raised >= 0;
        }
        return trimAroundOperators(out.toString());
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '\u00b5', '\u03bc' -> out.append('u');
            case '\u03a9', '\u2126' -> out.append("Ohm");
            case '\u2103' -> out.append("°C");
            case '\u2109' -> out.append("°F");
            case '\u00ba' -> out.append('°');
            case '\u2206' -> out.append('Δ');
            case '\u212a' -> out.append('K');
            case '\u00b7', '\u22c5', '\u00d7', '\u2219' -> out.append('*');
            case '\u2212', '\u2013' -> out.append('-');
            case '\u2044', '\u2215', '\u00f7' -> out.append('/');
            case '\u2032' -> out.append('\'');
            case '\u2033' -> out.append("''");
            case '\u00a0', '\u2009', '\u202f', '\t' -> out.append(' ');
            default -> out.append(c);
        }
    }

    private static String trimAroundOperators(String text) {
        return text.trim()
                .replaceAll(" +", " ")
                .replaceAll(" ?([*/^)]) ?", "$1")
                .replace("( ", "(");
    }
}
