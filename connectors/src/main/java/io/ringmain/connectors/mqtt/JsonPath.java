package io.ringmain.connectors.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to one place in a JSON document: {@code $.motor['rated speed'].samples[0]}. Names and indices, no searching.
 *
 * @param text as written
 * @param steps names as String, indices as Integer
 */
record JsonPath(String text, List<Object> steps) {
    static final String FORMS = "forms such as $.motor.speed, $.samples[0] and $['rated speed']";

    JsonPath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException when it is none; the message says what is allowed */
    static JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            throw wrong(text);
        }
        List<Object> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            at = text.charAt(at) == '.' ? name(text, at + 1, steps) : bracket(text, at, steps);
        }
        return new JsonPath(text, steps);
    }

    private static int name(String text, int from, List<Object> steps) {
        int to = from;
        while (to < text.length() && text.charAt(to) != '.' && text.charAt(to) != '[') {
            to++;
        }
        if (to == from) {
            throw wrong(text);
        }
        steps.add(text.substring(from, to));
        return to;
    }

    private static int bracket(String text, int from, List<Object> steps) {
        if (text.charAt(from) != '[' || from + 1 >= text.length()) {
            throw wrong(text);
        }
        char quote = text.charAt(from + 1);
        if (quote == '\'' || quote == '"') {
            int to = text.indexOf(quote + "]", from + 2);
            if (to < 0) {
                throw wrong(text);
            }
            steps.add(text.substring(from + 2, to));
            return to + 2;
        }
        int to = text.indexOf(']', from);
        try {
            int index = Integer.parseInt(text.substring(from + 1, Math.max(from + 1, to)));
            if (index >= 0) {
                steps.add(index);
                return to + 1;
            }
        } catch (NumberFormatException e) {
            // the same line as for a negative one
        }
        throw wrong(text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is not a JSON path, allowed are " + FORMS);
    }

    /** Null when the document has nothing there. */
    JsonNode find(JsonNode document) {
        JsonNode at = document;
        for (int i = 0; i < steps.size() && at != null; i++) {
            at = steps.get(i) instanceof Integer index ? at.get(index) : at.get((String) steps.get(i));
        }
        return at;
    }

    @Override
    public String toString() {
        return text;
    }
}
