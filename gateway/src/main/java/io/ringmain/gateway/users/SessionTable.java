package io.ringmain.gateway.users;

import io.ringmain.gateway.auth.SessionRecord;
import io.ringmain.gateway.auth.SessionStore;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Logins in the SQL store. Thread: any, several at once. */
final class SessionTable implements SessionStore {
    private static final String SELECT =
            "SELECT id, user_name, kind, role, origin, began_at, used_at, expires_at, credential FROM sessions";
    private static final String INSERT = Dialect.insert(
            "sessions",
            List.of("id", "user_name", "kind", "role", "origin", "began_at", "used_at", "expires_at", "credential"));

    private final Database database;

    SessionTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(SessionRecord session) {
        database.transaction("sessions.add", sql -> sql.batch(INSERT, List.of(row(session))));
    }

    private static Map<String, Object> row(SessionRecord session) {
        return Map.of(
                "id", session.id(),
                "user_name", session.user(),
                "kind", session.kind().label(),
                "role", session.role(),
                "origin", session.origin(),
                "began_at", session.beganAt().toEpochMilli(),
                "used_at", session.usedAt().toEpochMilli(),
                "expires_at", session.expiresAt().toEpochMilli(),
                "credential", session.credential());
    }

    @Override
    public void update(Collection<SessionRecord> sessions) {
        database.transaction("sessions.update", sql -> {
            sessions.forEach(session -> sql.execute(
                    "UPDATE sessions SET used_at = ?, expires_at = ?, credential = ? WHERE id = ?",
                    session.usedAt().toEpochMilli(),
                    session.expiresAt().toEpochMilli(),
                    session.credential(),
                    session.id()));
            return sessions.size();
        });
    }

    @Override
    public void remove(Collection<String> ids) {
        database.transaction("sessions.remove", sql -> {
            ids.forEach(id -> sql.execute("DELETE FROM sessions WHERE id = ?", id));
            return ids.size();
        });
    }

    @Override
    public List<SessionRecord> list() {
        return database.readOnly("sessions.list", sql -> sql.list(SELECT, SessionTable::record));
    }

    private static SessionRecord record(Row row) {
        return new SessionRecord(
                row.text("id"),
                row.text("user_name"),
                SessionRecord.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                row.text("role"),
                row.text("origin"),
                Instant.ofEpochMilli(row.int64("began_at")),
                Instant.ofEpochMilli(row.int64("used_at")),
                Instant.ofEpochMilli(row.int64("expires_at")),
                row.text("credential"));
    }
}
