package io.ringmain.gateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code openapi.json} and what it says of an answer. Thread: one. */
final class Description {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> BESIDES = Set.of("components", "schema", "example", "discriminator");
    private static final String PROBLEM = "application/problem+json";

    private record Key(JsonNode schema, boolean isClosed) {}

    private final JsonNode document;
    private final Map<String, Operation> operations = new TreeMap<>();
    private final ObjectNode closed;
    private final Map<Key, JsonSchema> compiled = new HashMap<>();
    private final JsonSchemaFactory factory = factory();
    private final SchemaValidatorsConfig settings =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    Description(JsonNode document) {
        this.document = document;
        closed = ClosedSchemas.components(document);
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                String name = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                operations.put(name, new Operation(name, method.getValue()));
            }
        }
    }

    /** Knows JSON Schema 2020-12 and what an OpenAPI document has besides; a keyword that neither has is a mistake. */
    private static JsonSchemaFactory factory() {
        JsonMetaSchema dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .unknownKeywordFactory((keyword, context) -> {
                    if (!BESIDES.contains(keyword)) {
                        throw new IllegalArgumentException(keyword + " is no keyword of JSON Schema");
                    }
                    return new NonValidationKeyword(keyword);
                })
                .build();
        return JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(dialect.getIri())
                .metaSchema(dialect)
                .build();
    }

    Map<String, Operation> operations() {
        return operations;
    }

    JsonNode document() {
        return document;
    }

    /** What an answer has that is not described, or the other way round; empty when it is as described. */
    List<String> violations(Operation operation, int status, String contentType, String body) {
        JsonNode response = resolved(operation.node().path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("answers " + status + ", which is not described: " + body);
        }
        JsonNode content = response.path("content");
        String type = contentType.replaceFirst(";.*", "").trim();
        if (content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of(status + " has a body, none is described: " + body);
        }
        if (!content.has(type)) {
            return List.of(status + " is " + type + ", described are " + content);
        }
        if (!type.equals(Operation.JSON) && !type.equals(PROBLEM)) {
            return List.of();
        }
        return check(content.path(type).path("schema"), body, true, status + " " + body);
    }

    /** What a JSON body has that its operation does not take. */
    List<String> bodyViolations(Operation operation, String body) {
        return operation.bodySchema().isMissingNode()
                ? List.of()
                : check(operation.bodySchema(), body, false, "request " + body);
    }

    /** What is wrong with the examples. */
    List<String> exampleViolations(JsonNode media, String place) {
        List<String> wrong = new ArrayList<>();
        if (media.has("example")) {
            wrong.addAll(check(media.path("schema"), media.path("example").toString(), false, place));
        }
        media.path("examples")
                .forEach(one -> wrong.addAll(
                        check(media.path("schema"), resolved(one).path("value").toString(), false, place)));
        return wrong;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private List<String> check(JsonNode schema, String body, boolean isClosed, String place) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return List.of("is no JSON: " + place);
        }
        return compiled(schema, isClosed).validate(json).stream()
                .map(message -> message.getMessage() + ", in " + place)
                .toList();
    }

    private JsonSchema compiled(JsonNode schema, boolean isClosed) {
        return compiled.computeIfAbsent(new Key(schema, isClosed), key -> {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.set("schema", isClosed ? ClosedSchemas.close(schema.deepCopy(), false) : schema);
            whole.set("components", isClosed ? closed : document.path("components"));
            whole.put("$ref", "#/schema");
            return factory.getSchema(whole, settings);
        });
    }
}
