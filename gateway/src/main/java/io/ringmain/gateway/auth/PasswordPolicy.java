package io.ringmain.gateway.auth;

import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.util.List;
import java.util.Locale;

/** Decides whether somebody may have a password. Thread: any, immutable; {@link #requireFresh} a worker. */
public final class PasswordPolicy {
    /** Shorter names stand in too many words. */
    private static final int SHORTEST_NAME = 4;

    private static final String PRODUCT = "ringmain";

    private final PasswordRules rules;
    private final CommonPasswords common = new CommonPasswords();

    public PasswordPolicy(PasswordRules rules) {
        this.rules = rules;
    }

    /**
     * Everything that can be said without knowing former passwords.
     *
     * @param user name of the one who is to have it
     * @throws AccessRefused with {@link Reason#PASSWORD_UNSUITABLE} and what is wrong
     */
    public void requireSuitable(String user, String wanted) {
        int length = wanted.codePointCount(0, wanted.length());
        if (length < rules.minLength() || wanted.length() > PasswordRules.MAX_LENGTH) {
            throw unsuitable(
                    "needs " + rules.minLength() + " to " + PasswordRules.MAX_LENGTH + " characters, not " + length);
        }
        String lower = wanted.toLowerCase(Locale.ROOT);
        if (holds(lower, user.toLowerCase(Locale.ROOT)) || holds(lower, PRODUCT)) {
            throw unsuitable("must not hold the user's name or that of this program");
        }
        if (common.contains(wanted)) {
            throw unsuitable("is, or is little more than, one of the passwords that are guessed first");
        }
    }

    private static boolean holds(String password, String name) {
        return password.equals(name) || name.length() >= SHORTEST_NAME && password.contains(name);
    }

    /**
     * Takes about 0.1 s for each former password.
     *
     * @param present hash of the present password
     * @param former hashes of earlier ones, newest first
     * @throws AccessRefused when it is one of them
     */
    void requireFresh(String wanted, String present, List<String> former) {
        if (PasswordHash.verify(wanted, present)) {
            throw unsuitable("is the old one");
        }
        if (former.stream().limit(rules.history()).anyMatch(hash -> PasswordHash.verify(wanted, hash))) {
            throw unsuitable("is one of the last " + rules.history());
        }
    }

    PasswordRules rules() {
        return rules;
    }

    private static AccessRefused unsuitable(String why) {
        return new AccessRefused(Reason.PASSWORD_UNSUITABLE, "The new password " + why + ".");
    }
}
