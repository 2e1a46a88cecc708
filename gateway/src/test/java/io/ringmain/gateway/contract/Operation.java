package io.ringmain.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * One operation of the description.
 *
 * @param name method and template, for example {@code GET /api/v1/tags/{name}}
 */
record Operation(String name, JsonNode node) {
    static final String JSON = "application/json";

    String method() {
        return name.substring(0, name.indexOf(' '));
    }

    String template() {
        return name.substring(name.indexOf(' ') + 1);
    }

    /** Label of what the caller needs, empty when no login is needed. */
    String permission() {
        return node.path("x-permission").asText("");
    }

    boolean isOpen() {
        return node.path("security").isArray();
    }

    Set<Integer> statuses() {
        Set<Integer> statuses = new TreeSet<>();
        node.path("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
        return statuses;
    }

    boolean describes(int status) {
        return statuses().contains(status);
    }

    boolean hasBody() {
        return node.has("requestBody");
    }

    /** The schema of a JSON body, missing when there is none. */
    JsonNode bodySchema() {
        return node.path("requestBody").path("content").path(JSON).path("schema");
    }

    boolean hasParameter(String in, String parameter) {
        return StreamSupport.stream(node.path("parameters").spliterator(), false)
                .anyMatch(one -> one.path("in").asText().equals(in)
                        && one.path("name").asText().equals(parameter));
    }

    @Override
    public String toString() {
        return name;
    }
}
