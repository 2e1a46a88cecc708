package io.ringmain.core.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts remarks by what they are about. Thread: one. */
final class Remarks {
    private record Key(Remark.Kind kind, String name, String detail) {}

    private final Map<Key, long[]> counts = new LinkedHashMap<>();

    void count(Remark.Kind kind, String name, String detail) {
        counts.computeIfAbsent(new Key(kind, name, detail), key -> new long[1])[0]++;
    }

    /** About no event. */
    void note(Remark.Kind kind, String name, String detail) {
        counts.putIfAbsent(new Key(kind, name, detail), new long[1]);
    }

    /** By kind, then in the order in which they came up. */
    List<Remark> list() {
        List<Remark> all = new ArrayList<>();
        for (Remark.Kind kind : Remark.Kind.values()) {
            counts.forEach((key, count) -> {
                if (key.kind() == kind) {
                    all.add(new Remark(kind, key.name(), key.detail(), count[0]));
                }
            });
        }
        return all;
    }
}
