package io.ringmain.gateway.auth;

/** A change of users or roles that can not be made. Carries no stack trace: refusing is not an error of the server. */
public final class AccountRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** There is a user or a role of that name already. */
        NAME_TAKEN,
        ROLE_UNKNOWN,
        /** What is to be changed is not any more as it was seen, or is gone. */
        STALE,
        /** Nobody who may do everything would be left. */
        LAST_ADMINISTRATOR,
        /** Some user has that role. */
        ROLE_IN_USE,
        /** Built-in roles stay as they are. */
        ROLE_BUILT_IN
    }

    private final Reason reason;

    public AccountRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
