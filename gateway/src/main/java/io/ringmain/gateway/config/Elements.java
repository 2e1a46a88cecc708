package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The elements of one list section over all files, with the block that each was read from and what was written. */
final class Elements<T> {
    private record Element<T>(String name, T definition, Block block, String json) {}

    private final List<Element<T>> elements = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private List<T> definitions;

    void add(String name, T definition, Block block, String json) {
        byName.putIfAbsent(name, elements.size());
        elements.add(new Element<>(name, definition, block, json));
        definitions = null;
    }

    /** Puts a definition in the place of the one with its name, or last. */
    void put(String name, T definition, Block block, String json) {
        Integer place = byName.get(name);
        if (place == null) {
            add(name, definition, block, json);
        } else {
            elements.set(place, new Element<>(name, definition, block, json));
            definitions = null;
        }
    }

    void remove(String name) {
        if (byName.containsKey(name)) {
            elements.remove((int) byName.get(name));
            byName.clear();
            for (int i = 0; i < elements.size(); i++) {
                byName.putIfAbsent(elements.get(i).name(), i);
            }
            definitions = null;
        }
    }

    List<T> definitions() {
        if (definitions == null) {
            definitions = elements.stream().map(Element::definition).toList();
        }
        return definitions;
    }

    int size() {
        return elements.size();
    }

    Block block(int index) {
        return elements.get(index).block();
    }

    /** The block of the first element with that name, or null. */
    Block named(String name) {
        Integer place = byName.get(name);
        return place == null ? null : elements.get(place).block();
    }

    /** What was written for each, by name. */
    Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        elements.forEach(element -> texts.put(element.name(), element.json()));
        return texts;
    }
}
