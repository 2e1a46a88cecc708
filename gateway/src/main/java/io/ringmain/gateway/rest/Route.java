package io.ringmain.gateway.rest;

import io.ringmain.core.spi.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One method on one path.
 *
 * @param template for example {@code /api/v1/alarms/{name}:acknowledge}; a parameter takes one segment, or what stands
 *     before the verb of the last one
 * @param permission what the caller needs, null when no login is needed
 * @param query names of the query parameters that are taken
 * @param isPerArea whether the endpoint itself asks where the caller may do so; otherwise it has to be everywhere
 */
public record Route(
        String method,
        String template,
        Permission permission,
        Lane lane,
        Set<String> query,
        Endpoint endpoint,
        boolean isPerArea) {

    /** One that is for callers who may do so on the whole site. */
    public Route(
            String method, String template, Permission permission, Lane lane, Set<String> query, Endpoint endpoint) {
        this(method, template, permission, lane, query, endpoint, false);
    }

    static Route read(String template, Permission permission, Set<String> query, Endpoint endpoint) {
        return new Route("GET", template, permission, Lane.CORE, query, endpoint);
    }

    static Route command(String method, String template, Permission permission, Endpoint endpoint) {
        return new Route(method, template, permission, Lane.CORE, Set.of(), endpoint);
    }

    /** The same, where the endpoint asks for the area. */
    Route perArea() {
        return new Route(method, template, permission, lane, query, endpoint, true);
    }

    static Route open(String template, Endpoint endpoint) {
        return new Route("GET", template, null, Lane.CORE, Set.of(), endpoint);
    }

    /** Parameters by name when the decoded segments of a path fit the template, else null. */
    Map<String, String> match(List<String> segments) {
        String[] parts = template.substring(1).split("/");
        if (parts.length != segments.size()) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (!matchSegment(parts[i], segments.get(i), parameters)) {
                return null;
            }
        }
        return parameters;
    }

    private static boolean matchSegment(String part, String segment, Map<String, String> parameters) {
        if (!part.startsWith("{")) {
            return part.equals(segment);
        }
        int end = part.indexOf('}');
        String verb = part.substring(end + 1);
        if (!segment.endsWith(verb) || segment.length() == verb.length()) {
            return false;
        }
        String value = segment.substring(0, segment.length() - verb.length());
        if (value.indexOf(':') >= 0) {
            return false;
        }
        parameters.put(part.substring(1, end), value);
        return true;
    }
}
