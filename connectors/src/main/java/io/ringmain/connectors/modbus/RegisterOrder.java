package io.ringmain.connectors.modbus;

import java.util.List;

/** Order of the bytes of a value, as they come over the wire: A is the most significant one. */
enum RegisterOrder {
    /** As Modbus says: registers and bytes big end first. */
    ABCD(false, false),
    /** Registers little end first. */
    CDAB(true, false),
    /** Bytes of each register swapped. */
    BADC(false, true),
    /** Both: little end first. */
    DCBA(true, true);

    static final List<String> NAMES = List.of("abcd", "cdab", "badc", "dcba");

    private final boolean isWordsSwapped;
    private final boolean isBytesSwapped;

    RegisterOrder(boolean isWordsSwapped, boolean isBytesSwapped) {
        this.isWordsSwapped = isWordsSwapped;
        this.isBytesSwapped = isBytesSwapped;
    }

    /** Null when there is none of that name. */
    static RegisterOrder ofLabel(String label) {
        int index = NAMES.indexOf(label.toLowerCase(java.util.Locale.ROOT));
        return index < 0 ? null : values()[index];
    }

    /** The register at an index of the data. */
    int register(byte[] data, int index) {
        int first = data[2 * index] & 0xFF;
        int second = data[2 * index + 1] & 0xFF;
        return isBytesSwapped ? second << 8 | first : first << 8 | second;
    }

    void putRegister(byte[] data, int index, int value) {
        data[2 * index] = (byte) (isBytesSwapped ? value : value >> 8);
        data[2 * index + 1] = (byte) (isBytesSwapped ? value >> 8 : value);
    }

    /** The bits of one to four registers, the lowest ones of 64. */
    long bits(byte[] data, int index, int registers) {
        long bits = 0;
        for (int i = 0; i < registers; i++) {
            bits = bits << 16 | register(data, index + (isWordsSwapped ? registers - 1 - i : i));
        }
        return bits;
    }

    void putBits(byte[] data, int registers, long bits) {
        for (int i = 0; i < registers; i++) {
            int word = (int) (bits >>> 16 * (registers - 1 - i)) & 0xFFFF;
            putRegister(data, isWordsSwapped ? registers - 1 - i : i, word);
        }
    }
}
