package io.ringmain.gateway.auth;

import java.util.Objects;

/**
 * One user as the store has it.
 *
 * @param name login name, unique
 * @param role what the user may do
 * @param passwordHash encoded as {@link PasswordHash#hash} made it
 * @param isDisabled whether the login is refused
 */
public record UserRecord(String name, Role role, String passwordHash, boolean isDisabled) {

    public UserRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(passwordHash, "passwordHash");
    }

    /** Without the hash, which belongs into no log. */
    @Override
    public String toString() {
        return name + " (" + role.label() + (isDisabled ? ", disabled)" : ")");
    }
}
