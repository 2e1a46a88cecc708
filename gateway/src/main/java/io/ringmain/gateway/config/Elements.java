package io.ringmain.gateway.config;

import io.ringmain.core.site.Definitions;
import io.ringmain.core.site.Packer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The elements of one list section over all files, with the block that each was read from and what was written. Those that are
 * packed as they come have no blocks: nothing can be said about them but that something is wrong.
 *
 * <p>Thread: one.
 */
final class Elements<T> {
    private record Element<T>(String name, T definition, Block block) {}

    private final List<Element<T>> elements = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final WrittenTexts.Builder texts = new WrittenTexts.Builder();
    private final Packer<T> packer;
    /** By name: what stands in the place of packed ones; null for what is gone. */
    private final Map<String, T> changes = new LinkedHashMap<>();

    private Definitions<T> packed;
    private List<T> definitions;

    Elements() {
        this(null);
    }

    /** @param packer takes the definitions, of which nothing else is kept; null to keep everything */
    Elements(Packer<T> packer) {
        this.packer = packer;
    }

    void add(String name, T definition, Block block, String json) {
        if (packer == null) {
            insert(name, definition, block);
        } else {
            packer.add(definition);
        }
        texts.add(name, json);
        definitions = null;
    }

    private void insert(String name, T definition, Block block) {
        byName.putIfAbsent(name, elements.size());
        elements.add(new Element<>(name, definition, block));
    }

    /** Puts a definition in the place of the one with its name, or last. All that is written must have been added. */
    void put(String name, T definition, Block block) {
        Integer place = byName.get(name);
        if (packer != null) {
            changes.put(name, definition);
        } else if (place == null) {
            insert(name, definition, block);
        } else {
            elements.set(place, new Element<>(name, definition, block));
        }
        definitions = null;
    }

    /** Removes what may be there. All that is written must have been added. */
    void remove(String name) {
        if (packer != null) {
            changes.put(name, null);
        } else if (byName.containsKey(name)) {
            elements.remove((int) byName.get(name));
            byName.clear();
            for (int i = 0; i < elements.size(); i++) {
                byName.putIfAbsent(elements.get(i).name(), i);
            }
        }
        definitions = null;
    }

    /** All that were added and put; nothing can be added afterwards. */
    List<T> definitions() {
        if (definitions == null && packer == null) {
            definitions = elements.stream().map(Element::definition).toList();
        } else if (definitions == null) {
            packed = packed == null ? packer.pack() : packed;
            definitions = packed.with(changes);
        }
        return definitions;
    }

    int size() {
        return packer == null ? elements.size() : packer.size();
    }

    /** Null when they are packed. */
    Block block(int index) {
        return packer == null ? elements.get(index).block() : null;
    }

    /** The block of the first element with that name, or null. */
    Block named(String name) {
        Integer place = byName.get(name);
        return place == null ? null : elements.get(place).block();
    }

    /** What was written for each, by name; nothing can be added afterwards. */
    WrittenTexts texts() {
        return texts.build();
    }
}
