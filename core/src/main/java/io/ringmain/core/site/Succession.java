package io.ringmain.core.site;

/** Packed definitions from one plan to the next: ids are kept by name. */
final class Succession {
    private Succession() {}

    /** The present definitions by the ids of those before them; new names get the next ids. */
    static <T> Definitions<T> of(Packing<T> packing, Definitions<T> before, Definitions<T> present) {
        if (before.isEmpty()) {
            return present;
        }
        Packer<T> next = new Packer<>(packing, before);
        for (int id = 0; id < before.size(); id++) {
            String name = before.name(id);
            int at = present.find(name);
            if (at < 0) {
                next.addRetired(name);
            } else {
                next.addSame(present, at);
            }
        }
        for (int at = 0; at < present.size(); at++) {
            if (before.find(present.name(at)) < 0) {
                next.addSame(present, at);
            }
        }
        return next.pack();
    }

    /** The definitions without those that are retired. */
    static <T> Definitions<T> present(Packing<T> packing, Definitions<T> all) {
        if (all.retired() == 0) {
            return all;
        }
        Packer<T> present = new Packer<>(packing);
        for (int id = 0; id < all.size(); id++) {
            if (all.isPresent(id)) {
                present.addSame(all, id);
            }
        }
        return present.pack();
    }
}
