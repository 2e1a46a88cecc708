package io.ringmain.gateway.auth;

import java.util.Locale;

/** A login, token or ticket that is not accepted. Carries no stack trace: refusing is not an error of the server. */
public final class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; {@link #code()} is what clients are told. */
    public enum Reason {
        /** Unknown user, wrong password or disabled user: which one is not told. */
        CREDENTIALS_INVALID,
        /** Too many failed logins; try again after {@link AccessRefused#retryAfterSeconds()}. */
        LOGIN_LOCKED,
        TOKEN_MISSING,
        TOKEN_INVALID,
        TOKEN_EXPIRED,
        /** The user has logged out, was disabled or has another password. */
        TOKEN_REVOKED,
        TICKET_INVALID,
        /** The new password is too short, too long, well known or one that the user has had. */
        PASSWORD_UNSUITABLE,
        /** The user has to change the password before anything else. */
        PASSWORD_CHANGE_REQUIRED,
        /** A token of a program asks for what only people who have logged in may do. */
        LOGIN_REQUIRED,
        /** A token is to do what its maker may not. */
        SCOPE_NOT_ALLOWED,
        /** A token is to end too late, or has ended already. */
        EXPIRY_NOT_ALLOWED,
        /** The owner has a token of that name. */
        TOKEN_EXISTS,
        TOO_MANY_TOKENS,
        /** The identity provider does not let somebody in, or its answer belongs to no login of this browser. */
        OIDC_REFUSED,
        /** What the identity provider says of somebody can not be relied on. */
        OIDC_TOKEN_INVALID,
        /** The identity provider vouches for somebody who is nobody here. */
        OIDC_USER_REFUSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;
    private final long retryAfterSeconds;

    AccessRefused(Reason reason, String message) {
        this(reason, message, 0);
    }

    AccessRefused(Reason reason, String message, long retryAfterSeconds) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public Reason reason() {
        return reason;
    }

    /** Stable code, for example {@code token-expired}. */
    public String code() {
        return reason.code();
    }

    /** When to try again, 0 when that does not help. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
