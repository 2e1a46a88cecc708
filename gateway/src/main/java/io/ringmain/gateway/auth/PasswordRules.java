package io.ringmain.gateway.auth;

import java.time.Duration;

/**
 * What a site asks of passwords. Which characters they are made of is nobody's business but their owner's (NIST SP
 * 800-63B, 3.1.1.2).
 *
 * @param minLength fewest characters
 * @param history how many former passwords may not come again; the present one never may
 * @param maxAge after how long a password has to be changed, zero for never
 */
public record PasswordRules(int minLength, int history, Duration maxAge) {
    /** Most characters; bounds the work that a request can cause. */
    public static final int MAX_LENGTH = PasswordHash.MAX_LENGTH;

    public static final PasswordRules DEFAULT = new PasswordRules(PasswordHash.MIN_LENGTH, 5, Duration.ZERO);

    public PasswordRules {
        if (minLength < 8 || minLength > MAX_LENGTH || history < 0 || maxAge.isNegative()) {
            throw new IllegalArgumentException("length " + minLength + ", history " + history + ", age " + maxAge);
        }
    }
}
