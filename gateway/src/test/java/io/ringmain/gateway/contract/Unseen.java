package io.ringmain.gateway.contract;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is described and can not be made to happen here, each with its reason. */
final class Unseen {
    /** Operations, by pattern, that are not called at all, with the reason. */
    static final Map<String, String> OPERATIONS = Map.of(
            "GET /api/v1/stream",
            "never ends; EventStreamTest reads it",
            "(GET|POST) /api/v1/auth/oidc/(login|callback|token)",
            "needs an identity provider; OidcTest goes through them");

    /** Statuses of operations, by pattern: only others' changes, files or crashes at the same time bring them about. */
    private static final Map<String, Set<Integer>> STATUSES = Map.ofEntries(
            // configuration-moved: another server on the same plant has been quicker
            Map.entry("(PUT|PATCH|DELETE) /api/v1/alarm(s|-groups)/\\{name}", Set.of(409)),
            Map.entry("POST /api/v1/alarm(s|-groups):batch", Set.of(409)),
            // ended by itself or by another request at the same moment; as many as are allowed are open
            Map.entry("\\w+ /api/v1/replays.*", Set.of(409, 410)),
            // the plant here goes on: a moment is hardly behind its end
            Map.entry("POST /api/v1/replays/\\{id}:step", Set.of(422)),
            Map.entry("GET /api/v1/(values|alarms|machines).*", Set.of(410)),
            // what was sound once is sound again, but for what has changed around it
            Map.entry("POST /api/v1/system/config:rollback", Set.of(409, 422)),
            // nothing refers to these by name
            Map.entry("DELETE /api/v1/(alarms|alarm-groups|machines)/\\{name}", Set.of(422)),
            // the site's files are not sound, or there are none
            Map.entry("POST /api/v1/system/config:reload", Set.of(409, 422)),
            // its provider has learned to refuse what stands in the definition
            Map.entry("POST /api/v1/connectors/\\{name}:(disable|enable)", Set.of(422)),
            // the server was not made over REST
            Map.entry("PUT /api/v1/opcua-server/nodes", Set.of(409)),
            // first-passwords-unchanged: from another machine, and any other operation, too
            Map.entry("POST /api/v1/auth/login", Set.of(403)),
            // interrupted: the process has ended between the command and its outcome
            Map.entry("POST /api/v1/(logbook|events/\\{id}/comments|tags/\\{name}:override)", Set.of(409)));

    /** Described for what the server is short of, not for what is asked; other tests make it so. */
    private static final Set<Integer> OF_CIRCUMSTANCES = Set.of(413, 429, 500, 503, 504);

    private Unseen() {}

    static boolean isCalled(Operation operation) {
        return OPERATIONS.keySet().stream().noneMatch(pattern -> matches(pattern, operation));
    }

    static boolean isExpected(Operation operation, int status) {
        return !OF_CIRCUMSTANCES.contains(status)
                && STATUSES.entrySet().stream()
                        .noneMatch(entry -> entry.getValue().contains(status) && matches(entry.getKey(), operation));
    }

    private static boolean matches(String pattern, Operation operation) {
        return Pattern.matches(pattern, operation.name());
    }
}
