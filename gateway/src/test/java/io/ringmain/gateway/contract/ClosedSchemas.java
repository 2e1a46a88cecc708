package io.ringmain.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Makes schemas refuse what they do not name, so that a field nobody has described is seen. Objects that say themselves what
 * else may be in them stay as they are; what is put together by {@code allOf} is closed as a whole.
 */
final class ClosedSchemas {
    private static final String OPEN = "Open.";
    private static final String COMPONENT = "#/components/schemas/";

    private ClosedSchemas() {}

    /** The components, closed; and open once more, for those that others are put together of. */
    static ObjectNode components(JsonNode document) {
        ObjectNode all = document.path("components").path("schemas").deepCopy();
        ObjectNode both = all.objectNode();
        for (Map.Entry<String, JsonNode> schema : all.properties()) {
            both.set(schema.getKey(), close(schema.getValue().deepCopy(), false));
            both.set(OPEN + schema.getKey(), close(schema.getValue().deepCopy(), true));
        }
        return all.objectNode().set("schemas", both);
    }

    static JsonNode close(JsonNode schema, boolean isPart) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        for (String keyword : List.of("properties", "$defs", "patternProperties")) {
            object.path(keyword).properties().forEach(entry -> entry.setValue(close(entry.getValue(), false)));
        }
        for (String keyword : List.of("items", "additionalProperties")) {
            close(object.path(keyword), false);
        }
        for (String keyword : List.of("oneOf", "anyOf", "prefixItems")) {
            object.path(keyword).forEach(branch -> close(branch, isPart));
        }
        boolean isWhole = object.path("allOf") instanceof ArrayNode;
        object.path("allOf").forEach(part -> close(part, true));
        if (isPart && object.path("$ref").asText().startsWith(COMPONENT)) {
            object.put("$ref", COMPONENT + OPEN + object.path("$ref").asText().substring(COMPONENT.length()));
        }
        boolean saysItself = object.has("additionalProperties") || object.has("unevaluatedProperties");
        if (!isPart && !saysItself && (isWhole || object.has("properties"))) {
            object.put("unevaluatedProperties", false);
        }
        return object;
    }
}
