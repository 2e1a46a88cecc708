package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** The JSON object of a request, strictly read: no unknown key, no other type, no second value of a key. */
final class JsonBody {
    private static final List<String> PARSER_TALK = List.of("\n", ": enable `", " (start marker at", " at [Source");

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    static JsonBody parse(byte[] utf8, String... keys) {
        JsonNode node = utf8.length == 0 ? JsonNodeFactory.instance.objectNode() : tree(utf8);
        return of(node, keys);
    }

    /** An object with any keys. */
    static JsonNode object(byte[] utf8) {
        JsonNode node = utf8.length == 0 ? JsonNodeFactory.instance.objectNode() : tree(utf8);
        if (!node.isObject()) {
            throw malformed("a JSON object is expected");
        }
        return node;
    }

    /** The same checks on an object inside a body. */
    static JsonBody of(JsonNode node, String... keys) {
        if (!node.isObject()) {
            throw malformed("a JSON object is expected");
        }
        List<String> known = Arrays.asList(keys);
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new Problem(
                        400,
                        "unknown-key",
                        "unknown key " + name
                                + (known.isEmpty() ? ", none is taken" : ", allowed: " + String.join(", ", known)));
            }
        }
        return new JsonBody(node);
    }

    private static JsonNode tree(byte[] utf8) {
        try {
            return Json.tree(utf8);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw malformed(place + plain(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what only the parser's own programmers can use: its settings and its sources. */
    private static String plain(String message) {
        String text = message;
        for (String mark : PARSER_TALK) {
            int end = text.indexOf(mark);
            text = end < 0 ? text : text.substring(0, end);
        }
        return text;
    }

    private static Problem malformed(String detail) {
        return new Problem(400, "malformed-json", detail);
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    /** Any value but null, which is none; null when the key is not there. */
    JsonNode optional(String key) {
        return has(key) ? object.get(key) : null;
    }

    /** Any value, null too; the key must be there. */
    JsonNode required(String key) {
        JsonNode node = object.get(key);
        if (node == null) {
            throw Problem.badRequest(key + ": is missing");
        }
        return node;
    }

    String requiredText(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            throw Problem.badRequest(key + ": is missing or empty");
        }
        return text;
    }

    String text(String key, String otherwise) {
        JsonNode node = object.get(key);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw Problem.badRequest(key + ": a text is expected");
        }
        return node.textValue();
    }

    /** A whole number of 64 bits, also as a text, for clients whose numbers have 53 bits. */
    long number(String key, long otherwise) {
        JsonNode node = object.get(key);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        try {
            if (node.isTextual()) {
                return Long.parseLong(node.textValue());
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.badRequest(key + ": a whole number is expected");
    }

    /** Identity of a command: from the key {@code cmd}, else made of the header Idempotency-Key, else a new one. */
    UUID commandId(Call call) {
        String given = text("cmd", "");
        if (!given.isEmpty()) {
            return CommandId.parse(given);
        }
        return CommandId.ofIdempotencyKey(call.principal().user(), call.idempotencyKey());
    }
}
