package io.ringmain.gateway.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Passwords that are guessed first: well-known words, keys that lie beside each other, runs and repetitions, also with a
 * few digits and signs around them and with digits in place of letters. Thread: any, immutable.
 */
final class CommonPasswords {
    private static final String RESOURCE = "common-passwords.txt";
    /** With so many characters more, a well-known word is a small part of the password. */
    private static final int ENOUGH_BESIDE_A_WORD = 8;

    private static final int LONGEST_REPEATED = 4;
    private static final String[] ROWS = {
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "1q2w3e4r5t6y7u8i9o0p",
        "1234567890qwertyuiop"
    };
    private static final String DIGITS_FOR_LETTERS = "013457@$!";
    private static final String LETTERS = "oleastasi";

    private final Set<String> words;

    CommonPasswords() {
        Set<String> read = new HashSet<>();
        try (InputStream stream = CommonPasswords.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> read.addAll(Arrays.asList(line.split(" "))));
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords can not be read", e);
        }
        words = Set.copyOf(read);
    }

    boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String joined = lower.replaceAll("[\\s._-]", "");
        return isRun(lower)
                || isRepeated(joined)
                || isOnARow(joined)
                || readings(lower, joined).stream().anyMatch(word -> isMostly(word, joined));
    }

    private boolean isMostly(String word, String whole) {
        return whole.length() - word.length() < ENOUGH_BESIDE_A_WORD && words.contains(word);
    }

    private static Set<String> readings(String lower, String joined) {
        Set<String> all = new LinkedHashSet<>();
        for (String text : new String[] {lower, joined}) {
            String bare = bare(text);
            all.add(text);
            all.add(bare);
            all.add(letters(text));
            all.add(letters(bare));
            all.add(bare(letters(bare)));
        }
        return all;
    }

    /** Without the digits and signs at both ends. */
    private static String bare(String text) {
        return text.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    private static String letters(String text) {
        StringBuilder read = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            int at = DIGITS_FOR_LETTERS.indexOf(c);
            read.append(at < 0 ? (char) c : LETTERS.charAt(at));
        });
        return read.toString();
    }

    /** {@code abcdefghijkl}, {@code 345678901234}, {@code zyxwvutsrqpo}. */
    private static boolean isRun(String text) {
        return text.length() > 1 && (isRun(text, 1) || isRun(text, -1));
    }

    private static boolean isRun(String text, int step) {
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            int expected = before + step;
            if (Character.isDigit(before)) {
                expected = '0' + (before - '0' + step + 10) % 10;
            }
            if (text.charAt(i) != expected) {
                return false;
            }
        }
        return true;
    }

    private boolean isRepeated(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            String unit = text.substring(0, length);
            boolean isKnown = length <= LONGEST_REPEATED || words.contains(unit) || words.contains(bare(unit));
            if (isKnown && text.equals(unit.repeat(text.length() / length + 1).substring(0, text.length()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOnARow(String text) {
        String back = new StringBuilder(text).reverse().toString();
        return Arrays.stream(ROWS).anyMatch(row -> row.contains(text) || row.contains(back));
    }
}
