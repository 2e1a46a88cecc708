package io.ringmain.gateway.auth;

import io.ringmain.gateway.auth.AccountRefused.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The store of users and roles, to be changed. Each change is made whole or not at all, also beside another process that
 * changes the same store. Thread: any worker, several at once; calls may block on I/O.
 */
public interface UserAccounts extends UserDirectory {

    /** @throws AccountRefused when the name is taken or there is no such role */
    void create(UserRecord user);

    /**
     * Makes of the user as it was seen the wanted one, of the same name.
     *
     * @throws AccountRefused when the user is another one by now, there is no such role, or no administrator would be left
     */
    void replace(UserRecord seen, UserRecord wanted);

    /** @throws AccountRefused when the user is another one by now, or no administrator would be left */
    void remove(UserRecord seen);

    @Override
    List<Role> customRoles();

    /** @throws AccountRefused when the name is taken */
    void createRole(Role role);

    /**
     * Makes of the role as it was seen the wanted one, of the same name.
     *
     * @throws AccountRefused when it is built in, or another one by now
     */
    void replaceRole(Role seen, Role wanted);

    /** @throws AccountRefused when it is built in, another one by now, or some user has it */
    void removeRole(Role seen);

    /** The role of that name, built in or made. */
    default Optional<Role> role(String label) {
        return Role.ofLabel(label)
                .or(() -> customRoles().stream()
                        .filter(role -> role.label().equals(label))
                        .findFirst());
    }

    /**
     * That somebody is left who may do everything, if there was somebody.
     *
     * @throws AccountRefused when nobody is
     */
    static void requireAdministrator(Collection<UserRecord> before, Collection<UserRecord> after) {
        if (before.stream().anyMatch(UserAccounts::isAdministrator)
                && after.stream().noneMatch(UserAccounts::isAdministrator)) {
            throw new AccountRefused(
                    Reason.LAST_ADMINISTRATOR,
                    "This is the last administrator who can log in; make another one first.");
        }
    }

    private static boolean isAdministrator(UserRecord user) {
        return !user.isDisabled() && user.role().equals(Role.ADMINISTRATOR);
    }

    /** @throws AccountRefused when it is a built-in one */
    static void requireMade(Role role) {
        if (role.isBuiltIn()) {
            throw new AccountRefused(
                    Reason.ROLE_BUILT_IN, "The role " + role.label() + " is built in; it stays as it is.");
        }
    }
}
