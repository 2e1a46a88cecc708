package io.ringmain.gateway.users;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserDirectory;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.DatabaseLog;
import io.ringmain.historian.sql.DatabaseMonitor;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.Row;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The users of a data folder. Thread: any, several at once. */
public final class UserStore implements UserDirectory, AutoCloseable {
    private static final String SELECT = "SELECT name, role, password_hash, disabled FROM users";
    private static final String INSERT = Dialect.insert(
            "users", List.of("name", "role", "password_hash", "disabled", "created_at", "password_changed_at"));

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
        return database.readOnly(
                "users.find", session -> session.one(SELECT + " WHERE name = ?", UserStore::user, name));
    }

    /** All users by name. */
    @Override
    public List<UserRecord> list() {
        return database.readOnly("users.list", session -> session.list(SELECT + " ORDER BY name", UserStore::user));
    }

    public boolean isEmpty() {
        return database.readOnly("users.count", session -> session.count("SELECT count(*) FROM users")) == 0;
    }

    /** Adds users, all or none; false when one of the names is taken. */
    public boolean add(Collection<UserRecord> users) {
        long now = System.currentTimeMillis();
        List<Map<String, Object>> rows = users.stream()
                .map(user -> Map.<String, Object>of(
                        "name", user.name(),
                        "role", user.role().label(),
                        "password_hash", user.passwordHash(),
                        "disabled", user.isDisabled(),
                        "created_at", now,
                        "password_changed_at", now))
                .toList();
        try {
            database.transaction("users.add", session -> session.batch(INSERT, rows));
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
        requireOne(
                name,
                database.transaction(
                        "users.password",
                        session -> session.execute(
                                "UPDATE users SET password_hash = ?, password_changed_at = ? WHERE name = ?",
                                passwordHash,
                                System.currentTimeMillis(),
                                name)));
    }

    /** @throws NoSuchElementException when there is no such user */
    public void updateRole(String name, Role role) {
        requireOne(
                name,
                database.transaction(
                        "users.role",
                        session -> session.execute("UPDATE users SET role = ? WHERE name = ?", role.label(), name)));
    }

    private static void requireOne(String name, int rows) {
        if (rows == 0) {
            throw new NoSuchElementException("there is no user '" + name + "'");
        }
    }

    private static UserRecord user(Row row) {
        String role = row.text("role");
        return new UserRecord(
                row.text("name"),
                Role.ofLabel(role)
                        .orElseThrow(() -> new IllegalStateException("the store names a role '" + role + "'")),
                row.text("password_hash"),
                row.flag("disabled"));
    }

    @Override
    public void close() {
        database.close();
    }
}
