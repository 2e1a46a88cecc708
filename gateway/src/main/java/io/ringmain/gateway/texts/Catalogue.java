package io.ringmain.gateway.texts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English texts of the screens with those of another language. Immutable.
 *
 * @param texts by the English ones
 */
public record Catalogue(Map<String, String> texts) {
    /** What the screens fill in. */
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    public Catalogue {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /**
     * Reads one.
     *
     * @throws IOException with what is wrong: no JSON, or anything but an object of texts
     */
    public static Catalogue read(byte[] json) throws IOException {
        JsonNode tree;
        try {
            tree = Json.tree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("is no JSON: " + e.getOriginalMessage(), e);
        }
        if (tree == null || !tree.isObject()) {
            throw new IOException("is no JSON object of English texts and theirs");
        }
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            if (!field.getValue().isTextual()) {
                throw new IOException("has something else than a text for '" + field.getKey() + "'");
            }
            texts.put(field.getKey(), field.getValue().textValue());
        }
        return new Catalogue(texts);
    }

    /** This one with another's texts in place of its own. */
    Catalogue over(Catalogue other) {
        Map<String, String> all = new TreeMap<>(other.texts);
        all.putAll(texts);
        return new Catalogue(all);
    }

    /** English texts that it does not have. */
    public TreeSet<String> lacking(Catalogue complete) {
        TreeSet<String> lacking = new TreeSet<>(complete.texts.keySet());
        lacking.removeAll(texts.keySet());
        return lacking;
    }

    /** English texts whose {@code {places}} are not those of the translation. */
    public TreeSet<String> misplaced() {
        TreeSet<String> misplaced = new TreeSet<>();
        texts.forEach((english, other) -> {
            if (!Objects.equals(places(english), places(other))) {
                misplaced.add(english);
            }
        });
        return misplaced;
    }

    public byte[] json() {
        return Json.bytes(out -> {
            out.writeStartObject();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.writeStringField(text.getKey(), text.getValue());
            }
            out.writeEndObject();
        });
    }

    private static TreeSet<String> places(String text) {
        TreeSet<String> places = new TreeSet<>();
        for (Matcher matcher = PLACE.matcher(text); matcher.find(); ) {
            places.add(matcher.group());
        }
        return places;
    }
}
