package io.ringmain.gateway.users;

import io.ringmain.gateway.auth.AccountRefused;
import io.ringmain.gateway.auth.AccountRefused.Reason;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** What holds for every change of users and roles by somebody, and how such things are told. Thread: any. */
final class AccountRules {
    private static final int ETAG_BYTES = 8;

    private AccountRules() {}

    /**
     * That the caller has all these rights, as nobody gives or takes what they do not have.
     *
     * @throws Problem 403
     */
    static void requireGrant(Principal who, Role rights) {
        if (!who.role().includes(rights)) {
            throw new Problem(
                    403,
                    "forbidden-grant",
                    "The role " + rights.label() + " may do more here than " + who.user()
                            + ", who can neither give nor take such rights.");
        }
    }

    /**
     * That the caller has seen what is to be changed.
     *
     * @param ifMatch entity tag, {@code *} for any, empty when none was given
     * @throws Problem 428 or 412
     */
    static void requireSeen(String ifMatch, String etag, String what) {
        if (ifMatch.isEmpty()) {
            throw new Problem(
                    428,
                    "precondition-required",
                    "If-Match with the ETag of " + what + " is needed, so that no other change is lost.");
        }
        if (!ifMatch.equals("*") && !ifMatch.equals(etag)) {
            throw new Problem(
                    412,
                    "precondition-failed",
                    what + " has been changed by somebody else; the ETag is " + etag + " now.");
        }
    }

    /**
     * Runs a change of the store.
     *
     * @throws Problem when the store refuses it
     */
    static void run(Runnable change) {
        try {
            change.run();
        } catch (AccountRefused e) {
            throw new Problem(status(e.reason()), code(e.reason()), e.getMessage());
        }
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case ROLE_UNKNOWN -> 422;
            case STALE -> 412;
            case NAME_TAKEN, LAST_ADMINISTRATOR, ROLE_IN_USE, ROLE_BUILT_IN -> 409;
        };
    }

    private static String code(Reason reason) {
        return switch (reason) {
            case NAME_TAKEN -> "name-taken";
            case ROLE_UNKNOWN -> "role-unknown";
            case STALE -> "precondition-failed";
            case LAST_ADMINISTRATOR -> "last-administrator";
            case ROLE_IN_USE -> "role-in-use";
            case ROLE_BUILT_IN -> "role-built-in";
        };
    }

    /** A user as the audit trail tells it: everything but the password. */
    static String told(UserRecord user) {
        return "role=" + user.role().label() + ", areas=" + told(user.areas()) + ", disabled=" + user.isDisabled()
                + ", mustChange=" + user.mustChange();
    }

    /** A role as the audit trail tells it. */
    static String told(Role role) {
        return role.grants().entrySet().stream()
                .map(grant -> grant.getKey().label()
                        + (grant.getValue().isEverywhere() ? "" : "[" + told(grant.getValue()) + "]"))
                .collect(Collectors.joining(", "));
    }

    private static String told(Areas areas) {
        return areas.isEverywhere() ? "all" : String.join("|", areas.names());
    }

    /** Entity tag of what is told so. */
    static String etag(String told) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(digest, ETAG_BYTES)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
