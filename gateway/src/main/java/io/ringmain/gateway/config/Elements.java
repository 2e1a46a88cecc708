package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The elements of one list section over all files, with the block that each was read from. */
final class Elements<T> {
    private final List<T> definitions = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Block> byName = new HashMap<>();

    void add(String name, T definition, Block block) {
        definitions.add(definition);
        blocks.add(block);
        byName.putIfAbsent(name, block);
    }

    List<T> definitions() {
        return definitions;
    }

    Block block(int index) {
        return blocks.get(index);
    }

    /** The block of the first element with that name, or null. */
    Block named(String name) {
        return byName.get(name);
    }
}
