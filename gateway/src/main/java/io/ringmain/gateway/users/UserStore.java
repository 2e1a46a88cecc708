package io.ringmain.gateway.users;

import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserDirectory;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.historian.sql.Database;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The users of a data folder. Thread: any, several at once. */
public final class UserStore implements UserDirectory, AutoCloseable {
    private final Database database;
    private final Jdbi jdbi;

    private UserStore(Database database) {
        this.database = database;
        this.jdbi = database.jdbi();
    }

    /**
     * Opens the store of a data folder, and makes it when it is not there.
     *
     * @throws io.ringmain.core.spi.ProvisionException when it can not be opened
     */
    public static UserStore open(Path dataFolder) {
        return new UserStore(Database.open(dataFolder.resolve("store.db"), "store"));
    }

    @Override
    public Optional<UserRecord> find(String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT name, role, password_hash, disabled FROM users WHERE name = :name")
                        .bind("name", name)
                        .map(UserStore::user)
                        .findOne());
    }

    /** All users by name. */
    @Override
    public List<UserRecord> list() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT name, role, password_hash, disabled FROM users ORDER BY name")
                        .map(UserStore::user)
                        .list());
    }

    public boolean isEmpty() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM users")
                        .mapTo(Integer.class)
                        .one())
                == 0;
    }

    /** Adds users, all or none; false when one of the names is taken. */
    public boolean add(Collection<UserRecord> users) {
        return jdbi.inTransaction(handle -> {
            boolean isAdded = users.stream().allMatch(user -> insert(handle, user) == 1);
            if (!isAdded) {
                handle.rollback();
            }
            return isAdded;
        });
    }

    private static int insert(Handle handle, UserRecord user) {
        return handle.createUpdate("INSERT INTO users(name, role, password_hash, disabled, created_at,"
                        + " password_changed_at) VALUES (:name, :role, :hash, :disabled, :now, :now)"
                        + " ON CONFLICT DO NOTHING")
                .bind("name", user.name())
                .bind("role", user.role().label())
                .bind("hash", user.passwordHash())
                .bind("disabled", user.isDisabled())
                .bind("now", System.currentTimeMillis())
                .execute();
    }

    @Override
    public void updatePassword(String name, String passwordHash) {
        requireOne(
                name,
                jdbi.withHandle(handle -> handle.createUpdate(
                                "UPDATE users SET password_hash = :hash, password_changed_at = :now WHERE name = :name")
                        .bind("name", name)
                        .bind("hash", passwordHash)
                        .bind("now", System.currentTimeMillis())
                        .execute()));
    }

    /** @throws NoSuchElementException when there is no such user */
    public void updateRole(String name, Role role) {
        requireOne(
                name,
                jdbi.withHandle(handle -> handle.createUpdate("UPDATE users SET role = :role WHERE name = :name")
                        .bind("name", name)
                        .bind("role", role.label())
                        .execute()));
    }

    private static void requireOne(String name, int rows) {
        if (rows == 0) {
            throw new NoSuchElementException("there is no user '" + name + "'");
        }
    }

    private static UserRecord user(ResultSet row, StatementContext context) throws SQLException {
        String role = row.getString("role");
        return new UserRecord(
                row.getString("name"),
                Role.ofLabel(role)
                        .orElseThrow(() -> new IllegalStateException("the store names a role '" + role + "'")),
                row.getString("password_hash"),
                row.getBoolean("disabled"));
    }

    @Override
    public void close() {
        database.close();
    }
}
