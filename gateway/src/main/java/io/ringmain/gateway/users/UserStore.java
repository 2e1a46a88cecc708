package io.ringmain.gateway.users;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.auth.ApiTokenStore;
import io.ringmain.gateway.auth.PasswordStanding;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.SessionStore;
import io.ringmain.gateway.auth.UserAccounts;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.DatabaseLog;
import io.ringmain.historian.sql.DatabaseMonitor;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Session;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/** The users of a data folder. Thread: any, several at once. */
public final class UserStore implements UserAccounts, AutoCloseable {
    private final Database database;

    private UserStore(Database database) {
        this.database = database;
    }

    /**
     * Opens the store of a data folder, and makes it when it is not there.
     *
     * @throws ProvisionException when it can not be opened
     */
    public static UserStore open(Path dataFolder) {
        return open(dataFolder, DatabaseMonitor.none());
    }

    /** @param monitor is told of every operation */
    public static UserStore open(Path dataFolder, DatabaseMonitor monitor) {
        try {
            Database database = Database.of(DatabaseSettings.sqlite(dataFolder), "store", monitor, DatabaseLog.slf4j());
            database.start();
            return of(database);
        } catch (DatabaseException e) {
            throw new ProvisionException(e.getMessage(), e);
        }
    }

    /** @param database started, of the schema {@code store}; closed with this */
    static UserStore of(Database database) {
        return new UserStore(database);
    }

    /** Where the users are kept. */
    public Database database() {
        return database;
    }

    @Override
    public Optional<UserRecord> find(String name) {
        return database.readOnly("users.find", session -> UserRows.find(session, name));
    }

    /** All users by name. */
    @Override
    public List<UserRecord> list() {
        return database.readOnly("users.list", UserRows::list);
    }

    @Override
    public Optional<Role> role(String label) {
        return database.readOnly("users.role", session -> UserRows.role(session, label));
    }

    @Override
    public List<Role> customRoles() {
        return database.readOnly("users.roles", UserRows::customRoles);
    }

    public boolean isEmpty() {
        return database.readOnly("users.count", session -> session.count("SELECT count(*) FROM users")) == 0;
    }

    /** Adds users, all or none; false when one of the names is taken. */
    public boolean add(Collection<UserRecord> users) {
        long now = System.currentTimeMillis();
        try {
            database.transaction("users.add", session -> {
                UserRows.insert(session, users, now);
                return null;
            });
            return true;
        } catch (DatabaseException.Constraint e) {
            if (e.rule() == DatabaseException.Constraint.Rule.UNIQUE) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void updatePassword(String name, String passwordHash) {
        requireOne(name, database.transaction("users.password", session -> {
            PasswordRows.keepFormer(session, name);
            return session.execute(
                    "UPDATE users SET password_hash = ?, must_change = ?, password_changed_at = ? WHERE name = ?",
                    passwordHash,
                    false,
                    System.currentTimeMillis(),
                    name);
        }));
    }

    @Override
    public SessionStore sessions() {
        return new SessionTable(database);
    }

    @Override
    public ApiTokenStore apiTokens() {
        return new ApiTokenTable(database);
    }

    @Override
    public List<String> formerPasswords(String name, int most) {
        return database.readOnly("users.former", session -> PasswordRows.former(session, name, most));
    }

    @Override
    public Map<String, PasswordStanding> standings() {
        return database.readOnly("users.standings", PasswordRows::standings);
    }

    /** Adds users with passwords that were made for them at the first start, all or none; false when there is a name. */
    public boolean addFirst(Collection<UserRecord> users) {
        // before the users: their passwords are never there without
        database.transaction("users.first", session -> PasswordRows.noteFirst(session, users));
        return add(users);
    }

    /**
     * Gives a user whose password is still that of the first start the role and password of another one.
     *
     * @return false when there is no user of that name with such a password
     */
    public boolean replaceFirst(UserRecord other) {
        PasswordStanding standing = standings().get(other.name());
        boolean isFirst = standing != null
                && find(other.name()).filter(standing::isFirstOf).isPresent();
        if (isFirst) {
            updateRole(other.name(), other.role());
            updatePassword(other.name(), other.passwordHash());
        }
        return isFirst;
    }

    /** @throws NoSuchElementException when there is no such user */
    public void updateRole(String name, Role role) {
        requireOne(
                name,
                database.transaction(
                        "users.set-role",
                        session -> session.execute("UPDATE users SET role = ? WHERE name = ?", role.label(), name)));
    }

    @Override
    public void create(UserRecord user) {
        try {
            change("users.create", session -> AccountRows.create(session, user));
        } catch (DatabaseException.Constraint e) {
            // somebody else was faster
            throw e.rule() == DatabaseException.Constraint.Rule.UNIQUE ? AccountRows.taken("user " + user.name()) : e;
        }
    }

    @Override
    public void replace(UserRecord seen, UserRecord wanted) {
        change("users.replace", session -> AccountRows.replace(session, seen, wanted));
    }

    @Override
    public void remove(UserRecord seen) {
        change("users.remove", session -> AccountRows.remove(session, seen));
    }

    @Override
    public void createRole(Role role) {
        try {
            change("roles.create", session -> AccountRows.createRole(session, role));
        } catch (DatabaseException.Constraint e) {
            throw e.rule() == DatabaseException.Constraint.Rule.UNIQUE ? AccountRows.taken("role " + role.label()) : e;
        }
    }

    @Override
    public void replaceRole(Role seen, Role wanted) {
        change("roles.replace", session -> AccountRows.replaceRole(session, seen, wanted));
    }

    @Override
    public void removeRole(Role seen) {
        change("roles.remove", session -> AccountRows.removeRole(session, seen));
    }

    private void change(String operation, Consumer<Session> work) {
        database.transaction(operation, session -> {
            work.accept(session);
            return null;
        });
    }

    private static void requireOne(String name, int rows) {
        if (rows == 0) {
            throw new NoSuchElementException("there is no user '" + name + "'");
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
