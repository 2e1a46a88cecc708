package io.ringmain.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Source;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A request that has a route, read whole. Thread: its lane. */
public final class Call {
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final byte[] body;
    private final Principal principal;
    private final Source source;
    private final String idempotencyKey;
    private final String ifMatch;
    private final String ifNoneMatch;
    private final String lastEventId;
    private final String cookies;

    /**
     * @param principal the caller, null on routes without login
     * @param idempotencyKey header of that name, empty when there is none
     * @param ifMatch header If-Match, empty when there is none
     * @param ifNoneMatch header If-None-Match, empty when there is none
     * @param lastEventId header Last-Event-ID, empty when there is none
     * @param cookies header Cookie, empty when there is none
     * @throws Problem when a query parameter is not one of the route's
     */
    public Call(
            Routes.Match match,
            Map<String, String> query,
            byte[] body,
            Principal principal,
            Source source,
            String idempotencyKey,
            String ifMatch,
            String ifNoneMatch,
            String lastEventId,
            String cookies) {
        this.path = match.path();
        this.query = query;
        this.body = body;
        this.principal = principal;
        this.source = source;
        this.idempotencyKey = idempotencyKey;
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
        this.lastEventId = lastEventId;
        this.cookies = cookies;
        Set<String> known = match.route().query();
        if (query.containsKey(Reading.REPLAY) && !match.route().method().equals("GET")) {
            throw new Problem(
                    409, "replay-read-only", "A replay shows the past; what has happened can not be changed.");
        }
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw Problem.badRequest("unknown query parameter " + name
                        + (known.isEmpty()
                                ? ", none is taken"
                                : ", allowed: " + String.join(", ", new TreeSet<>(known))));
            }
        }
    }

    String path(String name) {
        return path.get(name);
    }

    /** A query parameter, empty when it is not given. */
    String query(String name) {
        return query.getOrDefault(name, "");
    }

    int queryInt(String name, int otherwise, int minimum, int maximum) {
        String text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.badRequest(name + ": " + text + " is not a whole number from " + minimum + " to " + maximum);
    }

    /** The body, which must be a JSON object with no other keys; an empty body is an object without keys. */
    JsonBody body(String... keys) {
        return JsonBody.parse(body, keys);
    }

    /** The body as it came. */
    byte[] bytes() {
        return body;
    }

    /** The body, which must be a JSON object, with whatever keys. */
    JsonNode object() {
        return JsonBody.object(body);
    }

    /** The body as text, empty when there is none. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String ifMatch() {
        return ifMatch;
    }

    String ifNoneMatch() {
        return ifNoneMatch;
    }

    String lastEventId() {
        return lastEventId;
    }

    Principal principal() {
        return principal;
    }

    /** The value of a cookie, empty when it was not sent. */
    String cookie(String name) {
        for (String cookie : cookies.split(";")) {
            String text = cookie.trim();
            if (text.startsWith(name + "=")) {
                String value = text.substring(name.length() + 1);
                boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return isQuoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return "";
    }

    Source source() {
        return source;
    }

    String idempotencyKey() {
        return idempotencyKey;
    }
}
