package io.ringmain.gateway.config;

/** Gives the same string for the same short text most of the time: keys and choices come again a hundred thousand times. */
final class Words {
    private static final int SLOTS = 1 << 12;
    private static final int MAX_LENGTH = 24;

    private final String[] slots = new String[SLOTS];

    /** The text from {@code begin} to {@code end}. */
    String of(String text, int begin, int end) {
        int length = end - begin;
        if (length > MAX_LENGTH) {
            return text.substring(begin, end);
        }
        int hash = length;
        for (int i = begin; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int slot = (hash ^ hash >>> 12) & SLOTS - 1;
        String word = slots[slot];
        if (word == null || word.length() != length || !text.startsWith(word, begin)) {
            word = text.substring(begin, end);
            slots[slot] = word;
        }
        return word;
    }
}
