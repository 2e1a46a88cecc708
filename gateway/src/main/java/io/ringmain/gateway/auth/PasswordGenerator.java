package io.ringmain.gateway.auth;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Makes first passwords: 16 letters and digits without the ones that look alike (0 O o, 1 I l), 92 bits. Always holds a
 * small letter, a capital and a digit.
 */
public final class PasswordGenerator {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 16;

    private final RandomGenerator random;

    public PasswordGenerator() {
        this(new SecureRandom());
    }

    PasswordGenerator(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        String password;
        do {
            StringBuilder text = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            password = text.toString();
        } while (!isMixed(password));
        return password;
    }

    private static boolean isMixed(String password) {
        return password.chars().anyMatch(Character::isLowerCase)
                && password.chars().anyMatch(Character::isUpperCase)
                && password.chars().anyMatch(Character::isDigit);
    }
}
