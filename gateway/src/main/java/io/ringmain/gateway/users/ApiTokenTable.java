package io.ringmain.gateway.users;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.ApiTokenRecord;
import io.ringmain.gateway.auth.ApiTokenStore;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tokens for programs in the SQL store. Thread: any, several at once. */
final class ApiTokenTable implements ApiTokenStore {
    private static final List<String> COLUMNS = List.of(
            "id",
            "owner",
            "name",
            "secret_hash",
            "scopes",
            "areas",
            "created_at",
            "expires_at",
            "used_at",
            "used_from");
    private static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM api_tokens";
    private static final String INSERT = Dialect.insert("api_tokens", COLUMNS);
    /** Names of areas have no line breaks. */
    private static final String BETWEEN_AREAS = "\n";

    private final Database database;

    ApiTokenTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(ApiTokenRecord token) {
        try {
            database.transaction("tokens.add", sql -> sql.batch(INSERT, List.of(row(token))));
            return true;
        } catch (DatabaseException.Constraint e) {
            if (e.rule() == DatabaseException.Constraint.Rule.UNIQUE) {
                return false;
            }
            throw e;
        }
    }

    private static Map<String, Object> row(ApiTokenRecord token) {
        return Map.of(
                "id", token.id(),
                "owner", token.owner(),
                "name", token.name(),
                "secret_hash", token.secretHash(),
                "scopes",
                        token.scopes().stream().sorted().map(Permission::label).collect(Collectors.joining(",")),
                "areas", String.join(BETWEEN_AREAS, token.areas().names()),
                "created_at", token.createdAt().toEpochMilli(),
                "expires_at", token.expiresAt().toEpochMilli(),
                "used_at", token.usedAt().toEpochMilli(),
                "used_from", token.usedFrom());
    }

    @Override
    public boolean remove(String id) {
        return database.transaction("tokens.remove", sql -> sql.execute("DELETE FROM api_tokens WHERE id = ?", id)) > 0;
    }

    @Override
    public void used(String id, Instant time, String from) {
        database.transaction(
                "tokens.used",
                sql -> sql.execute(
                        "UPDATE api_tokens SET used_at = ?, used_from = ? WHERE id = ?",
                        time.toEpochMilli(),
                        from,
                        id));
    }

    @Override
    public List<ApiTokenRecord> list() {
        return database.readOnly("tokens.list", sql -> sql.list(SELECT, ApiTokenTable::record));
    }

    private static ApiTokenRecord record(Row row) {
        String areas = row.text("areas");
        return new ApiTokenRecord(
                row.text("id"),
                row.text("owner"),
                row.text("name"),
                row.text("secret_hash"),
                scopes(row.text("scopes")),
                Areas.of(areas.isEmpty() ? List.of() : Arrays.asList(areas.split(BETWEEN_AREAS))),
                Instant.ofEpochMilli(row.int64("created_at")),
                Instant.ofEpochMilli(row.int64("expires_at")),
                Instant.ofEpochMilli(row.int64("used_at")),
                row.text("used_from"));
    }

    /** One that a later version knew gives no right in this one. */
    private static Set<Permission> scopes(String labels) {
        EnumSet<Permission> scopes = EnumSet.noneOf(Permission.class);
        for (String label : labels.split(",")) {
            Permission.ofLabel(label).ifPresent(scopes::add);
        }
        return scopes;
    }
}
