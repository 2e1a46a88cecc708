package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.gateway.config.SecretSettings;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.versions.ChangedText;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Definitions as they are written, without the secrets of connectors. */
final class ShownDefinition {
    private ShownDefinition() {}

    /** What is written as one line of JSON, with stars in the place of secrets. */
    static JsonNode of(String section, String json) {
        try {
            JsonNode tree = Json.tree(json.getBytes(StandardCharsets.UTF_8));
            if (section.equals(Section.CONNECTORS.label()) && tree instanceof ObjectNode connector) {
                connector.fieldNames().forEachRemaining(key -> {
                    if (SecretSettings.isSecret(key)) {
                        connector.put(key, SecretSettings.HIDDEN);
                    }
                });
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields {@code items}, the changes, and {@code complete}, whether they are all there are. */
    static void writeChanges(JsonGenerator out, List<ChangedText> changes, boolean isComplete) throws IOException {
        out.writeArrayFieldStart("items");
        for (ChangedText change : changes) {
            writeChange(out, change);
        }
        out.writeEndArray();
        out.writeBooleanField("complete", isComplete);
    }

    /** A change, key by key. */
    private static void writeChange(JsonGenerator out, ChangedText change) throws IOException {
        out.writeStartObject();
        out.writeStringField("section", change.section());
        out.writeStringField("name", change.name());
        out.writeStringField("change", change.from() == null ? "created" : change.to() == null ? "removed" : "changed");
        out.writeArrayFieldStart("keys");
        JsonNode from = tree(change.from());
        JsonNode to = tree(change.to());
        TreeSet<String> keys = new TreeSet<>();
        from.fieldNames().forEachRemaining(keys::add);
        to.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            if (!Objects.equals(from.get(key), to.get(key))) {
                boolean isSecret = change.section().equals(Section.CONNECTORS.label()) && SecretSettings.isSecret(key);
                out.writeStartObject();
                out.writeStringField("key", key);
                write(out, "from", from.get(key), isSecret);
                write(out, "to", to.get(key), isSecret);
                out.writeEndObject();
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static JsonNode tree(String json) {
        try {
            return Json.tree((json == null ? "{}" : json).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator out, String field, JsonNode value, boolean isSecret) throws IOException {
        if (value == null) {
            out.writeNullField(field);
        } else if (isSecret) {
            out.writeStringField(field, SecretSettings.HIDDEN);
        } else {
            out.writeFieldName(field);
            out.writeRawValue(value.toString());
        }
    }
}
