package io.ringmain.core.site;

/**
 * Finds the first of the definitions of one name: their numbers in an open-addressing table, names are compared where they
 * stand.
 *
 * <p>Thread: any, immutable. Allocates: 4 bytes for each slot when made, up to three quarters of them are taken.
 */
final class NameIndex {
    private static final int FREE = -1;
    private static final int SPREAD = 0x9E3779B9;

    private final int[] slots;
    private final int shift;

    NameIndex(Definitions<?> definitions) {
        int count = definitions.size();
        int bits = 1;
        while (3L << bits < 4L * count) {
            bits++;
        }
        slots = new int[1 << bits];
        shift = Integer.SIZE - bits;
        java.util.Arrays.fill(slots, FREE);
        for (int id = 0; id < count; id++) {
            int slot = slot(definitions.nameHash(id));
            while (slots[slot] != FREE && !definitions.isSameName(slots[slot], id)) {
                slot = next(slot);
            }
            if (slots[slot] == FREE) {
                slots[slot] = id;
            }
        }
    }

    /** Number of the first definition of that name, -1 when there is none. */
    int find(Definitions<?> definitions, String name) {
        int slot = slot(name.hashCode());
        while (slots[slot] != FREE && !definitions.hasName(slots[slot], name)) {
            slot = next(slot);
        }
        return slots[slot];
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) * SPREAD >>> shift;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }
}
