package io.ringmain.gateway.layouts;

import io.ringmain.gateway.view.Problem;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.Row;
import io.ringmain.historian.sql.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Layouts in the SQL store, with what holds whoever asks. Thread: any that may wait for a database, several at once. */
public final class LayoutStore {
    public static final int MAX_BYTES = 64 << 10;
    public static final int MOST_OF_A_USER = 200;

    private static final String SELECT = "SELECT kind, place, name, owner, changed_by, changed_at, hash FROM layouts";
    private static final String ONE = " WHERE kind = ? AND place = ? AND name = ?";
    private static final String INSERT = Dialect.insert(
            "layouts", List.of("kind", "place", "name", "owner", "changed_by", "changed_at", "hash", "document"));

    private final Supplier<Database> database;

    /** A layout and its document, of the same moment. */
    public record Stored(Layout about, String document) {}

    /**
     * What was done.
     *
     * @param before null when there was none
     */
    public record Change(Layout before, Layout now) {}

    /** @param database of the schema {@code store}, asked for with every call */
    public LayoutStore(Supplier<Database> database) {
        this.database = database;
    }

    /**
     * The user's own layouts and the shared ones, by kind and name, of the same name the own one first.
     *
     * @param kind empty for all
     */
    public List<Layout> list(String user, String kind) {
        if (!kind.isEmpty()) {
            LayoutKey.requireKind(kind);
        }
        return database.get()
                .readOnly(
                        "layouts.list",
                        sql -> kind.isEmpty()
                                ? sql.list(
                                        SELECT + " WHERE place IN (?, '') ORDER BY kind, name, place DESC",
                                        LayoutStore::layout,
                                        user)
                                : sql.list(
                                        SELECT + " WHERE kind = ? AND place IN (?, '') ORDER BY name, place DESC",
                                        LayoutStore::layout,
                                        kind,
                                        user));
    }

    private static Layout layout(Row row) {
        return new Layout(
                row.text("kind"),
                row.text("name"),
                row.text("owner"),
                row.text("place").isEmpty(),
                row.text("changed_by"),
                Instant.ofEpochMilli(row.int64("changed_at")),
                row.text("hash"));
    }

    /** @throws Problem 404 when there is none */
    public Stored get(LayoutKey key) {
        return database.get()
                .readOnly(
                        "layouts.get",
                        sql -> sql.one(
                                SELECT.replace("hash FROM", "hash, document FROM") + ONE,
                                row -> new Stored(layout(row), row.text("document")),
                                key.kind(),
                                key.place(),
                                key.name()))
                .orElseThrow(() -> unknown(key));
    }

    /** That there is none. */
    public static Problem unknown(LayoutKey key) {
        return Problem.notFound(
                "layout-unknown",
                "There is no " + (key.isShared() ? "shared " : "") + "layout " + key.name() + " of the kind "
                        + key.kind() + ".");
    }

    /** What is known of it, empty when there is none. */
    public Optional<Layout> find(LayoutKey key) {
        return database.get().readOnly("layouts.find", sql -> find(sql, key));
    }

    private static Optional<Layout> find(Session sql, LayoutKey key) {
        return sql.one(SELECT + ONE, LayoutStore::layout, key.kind(), key.place(), key.name());
    }

    /**
     * Makes a layout or replaces it.
     *
     * @param seen what the caller has found there, null for nothing: it must be there still
     * @throws Problem 409 when its owner has as many as are allowed, 412 when somebody else has been quicker, 413 when it is
     *     too large
     */
    public Change put(LayoutKey key, Layout seen, String document, String user, Instant now) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new Problem(413, "content-too-large", "A layout has at most " + MAX_BYTES + " bytes.");
        }
        String owner = seen == null ? user : seen.owner();
        Layout wanted = new Layout(
                key.kind(), key.name(), owner, key.isShared(), user, now.truncatedTo(ChronoUnit.MILLIS), hash(bytes));
        try {
            database.get().transaction("layouts.put", sql -> {
                store(sql, key, seen, wanted, document);
                return null;
            });
        } catch (DatabaseException.Constraint e) {
            throw e.rule() == DatabaseException.Constraint.Rule.UNIQUE ? moved() : e;
        }
        return new Change(seen, wanted);
    }

    private static void store(Session sql, LayoutKey key, Layout seen, Layout wanted, String document) {
        if (seen == null) {
            if (sql.count("SELECT count(*) FROM layouts WHERE owner = ?", wanted.owner()) >= MOST_OF_A_USER) {
                throw new Problem(
                        409,
                        "too-many-layouts",
                        "A user has at most " + MOST_OF_A_USER + " layouts, shared ones counted; remove one first.");
            }
            sql.batch(INSERT, List.of(row(key, wanted, document)));
            return;
        }
        int changed = sql.execute(
                "UPDATE layouts SET changed_by = ?, changed_at = ?, hash = ?, document = ?" + ONE + " AND hash = ?",
                wanted.changedBy(),
                wanted.changedAt().toEpochMilli(),
                wanted.hash(),
                document,
                key.kind(),
                key.place(),
                key.name(),
                seen.hash());
        if (changed == 0) {
            throw moved();
        }
    }

    private static Map<String, Object> row(LayoutKey key, Layout layout, String document) {
        return Map.of(
                "kind", key.kind(),
                "place", key.place(),
                "name", key.name(),
                "owner", layout.owner(),
                "changed_by", layout.changedBy(),
                "changed_at", layout.changedAt().toEpochMilli(),
                "hash", layout.hash(),
                "document", document);
    }

    /**
     * Removes a layout.
     *
     * @param seen what the caller has found there
     * @throws Problem 412 when somebody else has been quicker
     */
    public void remove(LayoutKey key, Layout seen) {
        int removed = database.get()
                .transaction(
                        "layouts.remove",
                        sql -> sql.execute(
                                "DELETE FROM layouts" + ONE + " AND hash = ?",
                                key.kind(),
                                key.place(),
                                key.name(),
                                seen.hash()));
        if (removed == 0) {
            throw moved();
        }
    }

    private static Problem moved() {
        return new Problem(412, "precondition-failed", "Somebody else has changed that layout meanwhile.");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
