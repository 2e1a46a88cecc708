package io.ringmain.historian.records;

import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Texts that are the same on every JVM and in every database. */
final class Texts {
    private static final char REPLACEMENT = '\uFFFD';
    private static final MathContext SHORT = new MathContext(15);
    private static final MathContext EXACT = new MathContext(17);
    private static final int MOST_DIGITS = 21;

    private Texts() {}

    /** The text with what databases refuse replaced: NUL, and halves of characters. */
    static String plain(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                plain = plain == null ? new StringBuilder(text) : plain;
                plain.setCharAt(i, REPLACEMENT);
            }
        }
        return plain == null ? text : plain.toString();
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** The form in which texts are searched. */
    static String search(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A value for people; empty when the type has no number. */
    static String value(int typeCode, long bits) {
        if (typeCode == TagType.BOOL.code()) {
            return bits != 0 ? "true" : "false";
        }
        if (typeCode == TagType.INT64.code()) {
            return Long.toString(bits);
        }
        return typeCode == TagType.FLOAT64.code() ? number(Double.longBitsToDouble(bits)) : "";
    }

    /** A number that reads back as the same one. {@code Double.toString} differs between JDKs. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal brief = new BigDecimal(value, SHORT);
        BigDecimal decimal = brief.doubleValue() == value ? brief : new BigDecimal(value, EXACT);
        BigDecimal stripped = decimal.stripTrailingZeros();
        String plain = stripped.toPlainString();
        return plain.length() <= MOST_DIGITS ? plain : stripped.toString();
    }
}
