package io.ringmain.gateway.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store of users. Thread: any worker, several at once; calls may block on I/O. */
public interface UserDirectory {

    /** The user of that exact name, disabled ones too. */
    Optional<UserRecord> find(String name);

    /** All users, disabled ones too. */
    List<UserRecord> list();

    /**
     * Replaces the password of a user.
     *
     * @param passwordHash encoded as {@link PasswordHash#hash} made it
     * @throws java.util.NoSuchElementException when there is no such user
     */
    void updatePassword(String name, String passwordHash);

    /** What is known of the passwords of all users, by name; a user who is missing has no standing. */
    default Map<String, PasswordStanding> standings() {
        return Map.of();
    }

    /** The roles that were made, by name. */
    default List<Role> customRoles() {
        return List.of();
    }

    /** Where logins are kept. */
    SessionStore sessions();

    /** Where tokens for programs are kept. */
    ApiTokenStore apiTokens();

    /** Hashes that {@link #updatePassword} has replaced, newest first, {@code most} of them at most. */
    default List<String> formerPasswords(String name, int most) {
        return List.of();
    }
}
