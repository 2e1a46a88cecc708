package io.ringmain.core.site;

/**
 * Definitions that were asked for lately, so that those who look at the same ones again and again do not have them made each
 * time: all of a small site, some thousand of a big one.
 *
 * <p>Thread: any; two that miss at once each make their own. Allocates: an entry for each miss.
 */
final class Recent<T> {
    private static final int MAX_SLOTS = 4096;

    private record Entry<T>(int id, T definition) {}

    private final Definitions<T> definitions;
    private final Entry<T>[] slots;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Recent(Definitions<T> definitions) {
        this.definitions = definitions;
        int wanted = Math.max(1, Math.min(MAX_SLOTS, definitions.size()));
        slots = new Entry[Integer.highestOneBit(2 * wanted - 1)];
    }

    /** Null when the number is of none or of a retired one. */
    T get(int id) {
        if (id < 0 || id >= definitions.size()) {
            return null;
        }
        int slot = id & slots.length - 1;
        Entry<T> entry = slots[slot];
        if (entry == null || entry.id() != id) {
            entry = new Entry<>(id, definitions.get(id));
            slots[slot] = entry; // a record, so another thread sees it whole or not at all
        }
        return entry.definition();
    }
}
