package io.ringmain.gateway.auth;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One user as the store has it.
 *
 * @param name login name, unique
 * @param role what the user may do, within {@code areas}
 * @param passwordHash encoded as {@link PasswordHash#hash} made it
 * @param isDisabled whether the login is refused
 * @param mustChange whether the password was set by somebody else and has to be replaced
 * @param areas where the user may change things; the role may have narrower limits
 */
public record UserRecord(
        String name, Role role, String passwordHash, boolean isDisabled, boolean mustChange, Areas areas) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    public UserRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(passwordHash, "passwordHash");
        role = role.within(areas);
    }

    /** A user without limits whose password is their own. */
    public UserRecord(String name, Role role, String passwordHash, boolean isDisabled) {
        this(name, role, passwordHash, isDisabled, false, Areas.EVERYWHERE);
    }

    /** Whether that can be a login name: 1 to 64 letters, digits, {@code . _ @ -}. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Without the hash, which belongs into no log. */
    @Override
    public String toString() {
        return name + " (" + role.label() + (areas.isEverywhere() ? "" : " in " + areas)
                + (isDisabled ? ", disabled)" : ")");
    }
}
