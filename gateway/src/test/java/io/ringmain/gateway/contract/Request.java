package io.ringmain.gateway.contract;

import java.util.Map;
import java.util.TreeMap;

/**
 * A call of an operation, with its own names for what the path leaves open.
 *
 * @param token null for that of an administrator
 * @param body null for none
 */
record Request(
        Operation operation,
        Map<String, String> path,
        String query,
        Map<String, String> headers,
        String token,
        String body) {
    static final String IF_MATCH = "If-Match";

    static Request of(Operation operation) {
        return new Request(operation, Map.of(), "", Map.of(), null, null);
    }

    /** Whether it asks what a change would do, and changes nothing. */
    boolean isDryRun() {
        return query.contains("dryRun=true") || body != null && body.contains("\"dryRun\":true");
    }

    String target() {
        String target = operation.template();
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            target = target.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return query.isEmpty() ? target : target + "?" + query;
    }

    Request withPath(String name, String value) {
        return new Request(operation, with(path, name, value), query, headers, token, body);
    }

    Request withQuery(String more) {
        return new Request(operation, path, query.isEmpty() ? more : query + "&" + more, headers, token, body);
    }

    /** @param value null to leave the header out */
    Request withHeader(String name, String value) {
        return new Request(operation, path, query, with(headers, name, value), token, body);
    }

    Request withToken(String other) {
        return new Request(operation, path, query, headers, other, body);
    }

    Request withBody(String other) {
        return new Request(operation, path, query, headers, token, other);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new TreeMap<>(map);
        if (value == null) {
            more.remove(name);
        } else {
            more.put(name, value);
        }
        return more;
    }
}
