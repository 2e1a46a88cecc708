package io.ringmain.gateway.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.util.TreeMap;
import java.util.function.Function;

/** The languages of the screens: those that come with them, with the site's own texts over them. Thread: any lane. */
public final class Languages {
    /** The language that the screens are written in; it needs no texts. */
    private static final String OWN = "en";

    private final Function<String, byte[]> screens;
    private final TextFolder folder;

    /** @param screens what comes with the screens by path; null for a file that does not */
    public Languages(Function<String, byte[]> screens, TextFolder folder) {
        this.screens = screens;
        this.folder = folder;
    }

    /** Codes, each with whether there are texts to fetch, as JSON. */
    public byte[] list() {
        TreeMap<String, Boolean> all = new TreeMap<>();
        all.put(OWN, false);
        all.putAll(sound());
        JsonNode coming = tree("text/languages.json");
        if (coming != null) {
            coming.forEach(code -> all.put(code.asText(), true));
        }
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("languages");
            for (var language : all.entrySet()) {
                out.writeStartObject();
                out.writeStringField("code", language.getKey());
                out.writeBooleanField("catalogue", language.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** Texts of a language as JSON; null when there are none. */
    public byte[] texts(String code) {
        TextFolder.Found own = folder.all().get(code);
        byte[] coming = screens.apply("text/" + code + ".json");
        if (own == null || own.catalogue() == null) {
            return coming;
        }
        try {
            return (coming == null ? own.catalogue() : own.catalogue().over(Catalogue.read(coming))).json();
        } catch (IOException e) {
            throw new IllegalStateException("texts that come with the screens", e);
        }
    }

    private TreeMap<String, Boolean> sound() {
        TreeMap<String, Boolean> sound = new TreeMap<>();
        folder.all().forEach((code, found) -> {
            if (found.catalogue() != null) {
                sound.put(code, true);
            }
        });
        return sound;
    }

    private JsonNode tree(String path) {
        byte[] json = screens.apply(path);
        try {
            return json == null ? null : Json.tree(json);
        } catch (IOException e) {
            throw new IllegalStateException("a list that comes with the screens", e);
        }
    }
}
