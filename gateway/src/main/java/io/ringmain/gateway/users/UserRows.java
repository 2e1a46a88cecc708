package io.ringmain.gateway.users;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.Row;
import io.ringmain.historian.sql.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Users and roles from and to their tables, in a session of the caller. */
final class UserRows {
    private static final String USERS = "SELECT name, role, password_hash, disabled, must_change FROM users";
    private static final String GRANTS = "SELECT role_name, permission, area FROM role_grants";
    private static final String EVERYWHERE = "";

    private static final String INSERT_USER = Dialect.insert(
            "users",
            List.of("name", "role", "password_hash", "disabled", "must_change", "created_at", "password_changed_at"));
    private static final String INSERT_AREA = Dialect.insert("user_areas", List.of("user_name", "area"));
    private static final String INSERT_GRANT =
            Dialect.insert("role_grants", List.of("role_name", "permission", "area"));

    private record Cell(String key, String permission, String area) {}

    private UserRows() {}

    static Optional<UserRecord> find(Session session, String name) {
        Optional<Stored> row = session.one(USERS + " WHERE name = ?", Stored::of, name);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        List<String> areas =
                session.list("SELECT area FROM user_areas WHERE user_name = ?", area -> area.text("area"), name);
        return Optional.of(row.get().record(role(session, row.get().role()).orElse(null), areas));
    }

    static List<UserRecord> list(Session session) {
        Map<String, Role> roles = new HashMap<>();
        customRoles(session).forEach(role -> roles.put(role.label(), role));
        Map<String, List<String>> areas = new HashMap<>();
        session.list(
                        "SELECT user_name, area FROM user_areas",
                        row -> new Cell(row.text("user_name"), "", row.text("area")))
                .forEach(cell -> areas.computeIfAbsent(cell.key(), key -> new ArrayList<>())
                        .add(cell.area()));
        return session.list(USERS + " ORDER BY name", Stored::of).stream()
                .map(row -> row.record(
                        Role.ofLabel(row.role()).orElse(roles.get(row.role())),
                        areas.getOrDefault(row.name(), List.of())))
                .toList();
    }

    /** A built-in role or one that was made. */
    static Optional<Role> role(Session session, String label) {
        Optional<Role> builtIn = Role.ofLabel(label);
        if (builtIn.isPresent() || session.count("SELECT count(*) FROM custom_roles WHERE name = ?", label) == 0) {
            return builtIn;
        }
        return Optional.of(role(label, session.list(GRANTS + " WHERE role_name = ?", UserRows::cell, label)));
    }

    static List<Role> customRoles(Session session) {
        Map<String, List<Cell>> grants = new TreeMap<>();
        session.list("SELECT name FROM custom_roles", row -> row.text("name"))
                .forEach(name -> grants.put(name, new ArrayList<>()));
        session.list(GRANTS, UserRows::cell)
                .forEach(cell ->
                        grants.getOrDefault(cell.key(), new ArrayList<>()).add(cell));
        return grants.entrySet().stream()
                .map(entry -> role(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Cell cell(Row row) {
        return new Cell(row.text("role_name"), row.text("permission"), row.text("area"));
    }

    private static Role role(String label, Collection<Cell> cells) {
        Map<Permission, List<String>> areas = new LinkedHashMap<>();
        for (Cell cell : cells) {
            // one that a later version knew gives no right in this one
            Permission.ofLabel(cell.permission())
                    .ifPresent(permission -> areas.computeIfAbsent(permission, key -> new ArrayList<>())
                            .add(cell.area()));
        }
        EnumMap<Permission, Areas> grants = new EnumMap<>(Permission.class);
        areas.forEach((permission, names) ->
                grants.put(permission, names.contains(EVERYWHERE) ? Areas.EVERYWHERE : Areas.of(names)));
        return new Role(label, grants);
    }

    static void insert(Session session, Collection<UserRecord> users, long nowMs) {
        session.batch(
                INSERT_USER,
                users.stream()
                        .map(user -> Map.<String, Object>of(
                                "name", user.name(),
                                "role", user.role().label(),
                                "password_hash", user.passwordHash(),
                                "disabled", user.isDisabled(),
                                "must_change", user.mustChange(),
                                "created_at", nowMs,
                                "password_changed_at", nowMs))
                        .toList());
        users.forEach(user -> insertAreas(session, user.name(), user.areas()));
    }

    static void insertAreas(Session session, String user, Areas areas) {
        if (!areas.names().isEmpty()) {
            session.batch(
                    INSERT_AREA,
                    areas.names().stream()
                            .map(area -> Map.of("user_name", user, "area", area))
                            .toList());
        }
    }

    static void insertGrants(Session session, Role role) {
        List<Map<String, String>> rows = new ArrayList<>();
        role.grants().forEach((permission, areas) -> {
            for (String area : areas.isEverywhere() ? List.of(EVERYWHERE) : areas.names()) {
                rows.add(Map.of("role_name", role.label(), "permission", permission.label(), "area", area));
            }
        });
        if (!rows.isEmpty()) {
            session.batch(INSERT_GRANT, rows);
        }
    }

    /** What stands in the table of users. */
    private record Stored(String name, String role, String passwordHash, boolean isDisabled, boolean mustChange) {
        static Stored of(Row row) {
            return new Stored(
                    row.text("name"),
                    row.text("role"),
                    row.text("password_hash"),
                    row.flag("disabled"),
                    row.flag("must_change"));
        }

        /** @param present null when the role is gone: nothing may be done then */
        UserRecord record(Role present, List<String> areas) {
            Role known = present == null ? Role.named(role) : present;
            return new UserRecord(name, known, passwordHash, isDisabled, mustChange, Areas.of(areas));
        }
    }
}
