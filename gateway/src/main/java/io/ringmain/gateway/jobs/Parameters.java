package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a job, strictly read: what is wrong with one is said with its name and what is allowed. */
public final class Parameters {
    private static final int MOST_TEXTS = 10_000;

    private final JsonNode object;

    private Parameters(JsonNode object) {
        this.object = object;
    }

    /** @throws Problem when there is a parameter of another name */
    public static Parameters of(JsonNode object, String... names) {
        List<String> known = List.of(names);
        for (Iterator<String> given = object.fieldNames(); given.hasNext(); ) {
            String name = given.next();
            if (!known.contains(name)) {
                throw refused("unknown parameter " + name
                        + (known.isEmpty() ? ", none is taken" : ", allowed: " + String.join(", ", known)));
            }
        }
        return new Parameters(object);
    }

    /** What is thrown for parameters that can not be. */
    public static Problem refused(String detail) {
        return new Problem(422, "parameters-invalid", detail);
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public String text(String name, String absent) {
        if (!has(name)) {
            return absent;
        }
        if (!object.get(name).isTextual()) {
            throw refused(name + ": a text is expected");
        }
        return object.get(name).textValue();
    }

    public String requiredText(String name) {
        String text = text(name, "");
        if (text.isBlank()) {
            throw refused(name + ": is missing or empty");
        }
        return text;
    }

    public String oneOf(String name, String absent, String... allowed) {
        String text = text(name, absent);
        if (!List.of(allowed).contains(text)) {
            throw refused(name + ": '" + text + "' is not allowed, must be one of " + String.join(", ", allowed));
        }
        return text;
    }

    public boolean flag(String name, boolean absent) {
        if (!has(name)) {
            return absent;
        }
        if (!object.get(name).isBoolean()) {
            throw refused(name + ": true or false is expected");
        }
        return object.get(name).booleanValue();
    }

    public int whole(String name, int absent, int low, int high) {
        if (!has(name)) {
            return absent;
        }
        JsonNode node = object.get(name);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < low || node.intValue() > high) {
            throw refused(name + ": " + node + " is not allowed, must be a whole number from " + low + " to " + high);
        }
        return node.intValue();
    }

    /** Nanoseconds since the epoch of an RFC 3339 time. */
    public long time(String name, long absent) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            return Times.parse(text);
        } catch (RuntimeException e) {
            throw refused(name + ": '" + text + "' is no time such as 2026-03-01T06:00:00Z");
        }
    }

    /** A text or a list of texts. */
    public List<String> texts(String name, List<String> absent) {
        if (!has(name)) {
            return absent;
        }
        JsonNode node = object.get(name);
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        } else if (node.isArray() && !node.isEmpty() && node.size() <= MOST_TEXTS) {
            for (JsonNode item : node) {
                texts.add(item.isTextual() ? item.textValue() : "");
            }
        }
        if (texts.isEmpty() || texts.contains("")) {
            throw refused(name + ": a text, or a list of 1 to " + MOST_TEXTS + " texts is expected");
        }
        return texts;
    }

    /** An object of texts, empty when it is not given. */
    public Map<String, String> textMap(String name) {
        Map<String, String> map = new TreeMap<>();
        if (!has(name)) {
            return map;
        }
        if (!object.get(name).isObject()) {
            throw refused(name + ": an object of texts is expected");
        }
        for (Map.Entry<String, JsonNode> entry : object.get(name).properties()) {
            if (!entry.getValue().isTextual()) {
                throw refused(name + "." + entry.getKey() + ": a text is expected");
            }
            map.put(entry.getKey(), entry.getValue().textValue());
        }
        return map;
    }
}
