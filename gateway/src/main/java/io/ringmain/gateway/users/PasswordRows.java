package io.ringmain.gateway.users;

import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.PasswordStanding;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.historian.sql.Row;
import io.ringmain.historian.sql.Session;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is kept of passwords beside the present hashes, in a session of the caller. */
final class PasswordRows {
    /** More than a site can ask to be looked at. */
    private static final int MOST_FORMER = 24;

    private static final String STANDINGS = "SELECT u.name, u.password_changed_at, f.mark FROM users u"
            + " LEFT JOIN first_passwords f ON f.user_name = u.name";
    private static final String KEEP = "INSERT INTO former_passwords (user_name, number, password_hash)"
            + " SELECT name, ?, password_hash FROM users WHERE name = ?";

    private PasswordRows() {}

    /** Keeps the present password of a user as a former one, and forgets the oldest. */
    static void keepFormer(Session session, String user) {
        long newest = session.count("SELECT coalesce(max(number), 0) FROM former_passwords WHERE user_name = ?", user);
        session.execute(KEEP, newest + 1, user);
        session.execute(
                "DELETE FROM former_passwords WHERE user_name = ? AND number <= ?", user, newest + 1 - MOST_FORMER);
    }

    /** Hashes of former passwords, newest first. */
    static List<String> former(Session session, String user, int most) {
        return session
                .list(
                        "SELECT password_hash FROM former_passwords WHERE user_name = ? ORDER BY number DESC",
                        row -> row.text("password_hash"),
                        user)
                .stream()
                .limit(most)
                .toList();
    }

    /** Nothing of a user who is gone is held against one of the same name who comes later. */
    static void forget(Session session, String user) {
        session.execute("DELETE FROM former_passwords WHERE user_name = ?", user);
        session.execute("DELETE FROM first_passwords WHERE user_name = ?", user);
    }

    /** Notes that these passwords were made at the first start, which holds until there are others. */
    static int noteFirst(Session session, Collection<UserRecord> users) {
        for (UserRecord user : users) {
            forget(session, user.name());
            session.execute(
                    "INSERT INTO first_passwords (user_name, mark) VALUES (?, ?)",
                    user.name(),
                    PasswordHash.mark(user.passwordHash()));
        }
        return users.size();
    }

    static Map<String, PasswordStanding> standings(Session session) {
        Map<String, PasswordStanding> standings = new HashMap<>();
        session.list(STANDINGS, row -> Map.entry(row.text("name"), standing(row)))
                .forEach(entry -> standings.put(entry.getKey(), entry.getValue()));
        return standings;
    }

    private static PasswordStanding standing(Row row) {
        return new PasswordStanding(
                row.isNull("mark") ? "" : row.text("mark"), Instant.ofEpochMilli(row.int64("password_changed_at")));
    }
}
