package io.ringmain.gateway.users;

import io.ringmain.gateway.auth.AccountRefused;
import io.ringmain.gateway.auth.AccountRefused.Reason;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserAccounts;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes of users and roles, each in a transaction of the caller, with the rules that hold whoever changes them. */
final class AccountRows {
    private static final String INSERT_ROLE = Dialect.insert("custom_roles", List.of("name", "created_at"));
    /** What goes with a user. */
    private static final List<String> BELONGINGS = List.of(
            "DELETE FROM user_areas WHERE user_name = ?",
            "DELETE FROM first_passwords WHERE user_name = ?",
            "DELETE FROM former_passwords WHERE user_name = ?",
            "DELETE FROM sessions WHERE user_name = ?",
            "DELETE FROM api_tokens WHERE owner = ?",
            "DELETE FROM layouts WHERE place = ?",
            "UPDATE layouts SET owner = '' WHERE owner = ?");

    private AccountRows() {}

    static void create(Session session, UserRecord user) {
        if (UserRows.find(session, user.name()).isPresent()) {
            throw taken("user " + user.name());
        }
        requireRole(session, user);
        UserRows.insert(session, List.of(user), System.currentTimeMillis());
    }

    static void replace(Session session, UserRecord seen, UserRecord wanted) {
        requireSeen(session, seen);
        requireRole(session, wanted);
        requireAdministrator(session, seen, wanted);
        session.execute(
                "UPDATE users SET role = ?, disabled = ?, must_change = ? WHERE name = ?",
                wanted.role().label(),
                wanted.isDisabled(),
                wanted.mustChange(),
                seen.name());
        session.execute("DELETE FROM user_areas WHERE user_name = ?", seen.name());
        UserRows.insertAreas(session, seen.name(), wanted.areas());
    }

    static void remove(Session session, UserRecord seen) {
        requireSeen(session, seen);
        requireAdministrator(session, seen, null);
        // whoever gets that name later begins anew
        for (String statement : BELONGINGS) {
            session.execute(statement, seen.name());
        }
        session.execute("DELETE FROM users WHERE name = ?", seen.name());
    }

    /** @param wanted null when the user is to be gone */
    private static void requireAdministrator(Session session, UserRecord seen, UserRecord wanted) {
        List<UserRecord> before = UserRows.list(session);
        List<UserRecord> after = new ArrayList<>(before);
        after.removeIf(user -> user.name().equals(seen.name()));
        if (wanted != null) {
            after.add(wanted);
        }
        UserAccounts.requireAdministrator(before, after);
    }

    private static void requireSeen(Session session, UserRecord seen) {
        if (!UserRows.find(session, seen.name()).equals(Optional.of(seen))) {
            throw stale("user " + seen.name());
        }
    }

    private static void requireRole(Session session, UserRecord user) {
        if (UserRows.role(session, user.role().label()).isEmpty()) {
            throw new AccountRefused(
                    Reason.ROLE_UNKNOWN, "There is no role " + user.role().label() + ".");
        }
    }

    static AccountRefused taken(String what) {
        return new AccountRefused(Reason.NAME_TAKEN, "There is a " + what + " already.");
    }

    private static AccountRefused stale(String what) {
        return new AccountRefused(Reason.STALE, "The " + what + " has been changed by somebody else.");
    }

    static void createRole(Session session, Role role) {
        if (UserRows.role(session, role.label()).isPresent()) {
            throw taken("role " + role.label());
        }
        session.batch(INSERT_ROLE, List.of(Map.of("name", role.label(), "created_at", System.currentTimeMillis())));
        UserRows.insertGrants(session, role);
    }

    static void replaceRole(Session session, Role seen, Role wanted) {
        requireSeen(session, seen);
        session.execute("DELETE FROM role_grants WHERE role_name = ?", seen.label());
        UserRows.insertGrants(session, wanted);
    }

    static void removeRole(Session session, Role seen) {
        requireSeen(session, seen);
        if (session.count("SELECT count(*) FROM users WHERE role = ?", seen.label()) > 0) {
            throw new AccountRefused(
                    Reason.ROLE_IN_USE, "Some user has the role " + seen.label() + "; give them another one first.");
        }
        session.execute("DELETE FROM role_grants WHERE role_name = ?", seen.label());
        session.execute("DELETE FROM custom_roles WHERE name = ?", seen.label());
    }

    private static void requireSeen(Session session, Role seen) {
        UserAccounts.requireMade(seen);
        if (!UserRows.role(session, seen.label()).equals(Optional.of(seen))) {
            throw stale("role " + seen.label());
        }
    }
}
