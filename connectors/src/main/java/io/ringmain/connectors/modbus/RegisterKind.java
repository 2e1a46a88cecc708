package io.ringmain.connectors.modbus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The four tables of a Modbus device. */
enum RegisterKind {
    COIL('0', true, true),
    DISCRETE('1', true, false),
    INPUT('3', false, false),
    HOLDING('4', false, true);

    static final List<String> NAMES =
            Arrays.stream(values()).map(RegisterKind::label).toList();

    private final char digit;
    private final boolean isBits;
    private final boolean isWritable;

    RegisterKind(char digit, boolean isBits, boolean isWritable) {
        this.digit = digit;
        this.isBits = isBits;
        this.isWritable = isWritable;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it holds single bits, not registers of 16. */
    boolean isBits() {
        return isBits;
    }

    boolean isWritable() {
        return isWritable;
    }

    /** Null when there is none of that name. */
    static RegisterKind ofLabel(String label) {
        int index = NAMES.indexOf(label.toLowerCase(Locale.ROOT));
        return index < 0 ? null : values()[index];
    }

    /** By the first digit of an address such as 40001; null when there is none. */
    static RegisterKind ofDigit(char digit) {
        return Arrays.stream(values())
                .filter(kind -> kind.digit == digit)
                .findFirst()
                .orElse(null);
    }
}
