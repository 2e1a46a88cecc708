package io.ringmain.gateway.matrix;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What stands in {@code rights.txt}: operations with what they need, and users with what they have. */
final class RightsTable {
    /** Area that the limited users of the table have. */
    static final String OWN = "own";

    private static final String EVERYWHERE = "*";
    private static final String WEB_SOCKET = "WS";
    private static final String OPC_UA = "UA";

    /** What has to become of a request. */
    enum Decision {
        PASSED,
        LOGIN_NEEDED,
        FORBIDDEN,
        FORBIDDEN_AREA
    }

    /** Where a permission is needed. */
    enum Where {
        /** Permissions that no area limits. */
        NOT_LIMITED,
        SITE,
        ANYWHERE,
        AREA,
        ITEMS
    }

    /**
     * A line.
     *
     * @param method of HTTP, or what stands for WebSocket and OPC UA
     * @param name path, the operation of a WebSocket, or what is called over OPC UA
     * @param permissions all of them are needed; none without a login
     * @param request body, message or query with names of what it is about, empty for none
     */
    record Operation(String method, String name, List<String> permissions, Where where, String request) {
        boolean isOfWebSocket() {
            return method.equals(WEB_SOCKET);
        }

        boolean isOfOpcUa() {
            return method.equals(OPC_UA);
        }

        boolean isRest() {
            return !isOfWebSocket() && !isOfOpcUa();
        }

        boolean isPerArea() {
            return where == Where.AREA || where == Where.ITEMS;
        }

        @Override
        public String toString() {
            return method + " " + name + (request.isEmpty() ? "" : " " + request);
        }
    }

    /**
     * Somebody who asks.
     *
     * @param grants areas by permission; {@value #EVERYWHERE} for no limit
     */
    record User(String name, String role, Set<String> areas, Map<String, Set<String>> grants) {
        /** @param area where the request's target belongs, empty for nowhere; looked at where the operation is per area */
        Decision decide(Operation operation, String area) {
            for (String permission : operation.permissions()) {
                if (!grants.containsKey(permission)) {
                    return Decision.FORBIDDEN;
                }
            }
            for (String permission : operation.permissions()) {
                Set<String> where = grants.get(permission);
                boolean isMet = switch (operation.where()) {
                    case NOT_LIMITED, ANYWHERE -> true;
                    case SITE -> where.contains(EVERYWHERE);
                    case AREA, ITEMS -> where.contains(EVERYWHERE) || where.contains(area);
                };
                if (!isMet) {
                    return Decision.FORBIDDEN_AREA;
                }
            }
            return Decision.PASSED;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Operation> operations = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final Map<String, Map<String, Set<String>>> roles = new LinkedHashMap<>();
    private final Set<String> limited = new HashSet<>();

    static RightsTable read() {
        RightsTable table = new RightsTable();
        try (InputStream text = RightsTable.class.getResourceAsStream("rights.txt")) {
            new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(table::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private void add(String line) {
        String[] words = line.split("\\s+");
        switch (words[0]) {
            case "limited" -> limited.addAll(List.of(words).subList(1, words.length));
            case "role" -> roles.put(words[1], grants(List.of(words).subList(2, words.length)));
            case "user" -> users.add(user(words[1], words[2], words.length > 3 ? Set.of(words[3]) : Set.of()));
            default -> operations.add(operation(line));
        }
    }

    private static Map<String, Set<String>> grants(List<String> words) {
        Map<String, Set<String>> grants = new LinkedHashMap<>();
        for (String word : words) {
            int bracket = word.indexOf('[');
            grants.put(
                    bracket < 0 ? word : word.substring(0, bracket),
                    Set.of(bracket < 0 ? EVERYWHERE : word.substring(bracket + 1, word.length() - 1)));
        }
        return grants;
    }

    private User user(String name, String role, Set<String> areas) {
        Map<String, Set<String>> grants = new HashMap<>(roles.get(role));
        if (!areas.isEmpty()) {
            grants.replaceAll((permission, where) -> {
                if (!limited.contains(permission)) {
                    return where;
                }
                Set<String> both = new HashSet<>(areas);
                if (!where.contains(EVERYWHERE)) {
                    both.retainAll(where);
                }
                return both;
            });
            grants.values().removeIf(Set::isEmpty);
        }
        return new User(name, role, areas, grants);
    }

    private Operation operation(String line) {
        int brace = Math.max(line.indexOf(" {\""), line.indexOf(" ?"));
        String[] words = (brace < 0 ? line : line.substring(0, brace)).strip().split("\\s+");
        List<String> permissions = words[2].equals("-") ? List.of() : List.of(words[2].split("\\+"));
        Where where = words.length > 3 ? Where.valueOf(words[3].toUpperCase(Locale.ROOT)) : Where.NOT_LIMITED;
        boolean isLimited = permissions.stream().anyMatch(limited::contains);
        if (isLimited == (where == Where.NOT_LIMITED)) {
            throw new IllegalArgumentException("where? " + line);
        }
        return new Operation(
                words[0],
                words[1],
                permissions,
                where,
                brace < 0 ? "" : line.substring(brace).strip());
    }

    List<Operation> operations() {
        return operations;
    }

    List<User> users() {
        return users;
    }

    /** The role of that name, with the permissions of the table unless it is built in. */
    Role roleOf(User user) {
        EnumMap<Permission, Areas> grants = new EnumMap<>(Permission.class);
        roles.get(user.role())
                .forEach((permission, where) ->
                        grants.put(Permission.ofLabel(permission).orElseThrow(), areas(where)));
        return Role.ofLabel(user.role()).orElseGet(() -> new Role(user.role(), grants));
    }

    private static Areas areas(Set<String> where) {
        return where.contains(EVERYWHERE) ? Areas.EVERYWHERE : Areas.of(where);
    }
}
