package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What parameters each kind takes, as JSON Schema, for those who make a form of it. {@link JobKind#validate} decides.
 *
 * <p>Thread: any. Allocates: at start.
 */
public final class ParameterSchemas {
    private static final String FILE = "parameters.json";

    private final JsonNode byKind;

    public ParameterSchemas() {
        try (InputStream stream = ParameterSchemas.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            byKind = new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema of an object; of any object where nothing is known of the kind. */
    public JsonNode of(String kind) {
        JsonNode schema = byKind.path(kind);
        return schema.isObject()
                ? schema
                : JsonNodeFactory.instance.objectNode().put("type", "object");
    }
}
