package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong, so that all of it is said at once. Thread: the one that reads the configuration. */
final class Problems {
    private final Map<String, Integer> sources;
    private final Set<Problem> found;
    private final String where;

    Problems() {
        this(new LinkedHashMap<>(), new LinkedHashSet<>(), "");
    }

    private Problems(Map<String, Integer> sources, Set<Problem> found, String where) {
        this.sources = sources;
        this.found = found;
        this.where = where;
    }

    /** The same collection, with something added to every message. */
    Problems within(String place) {
        return new Problems(sources, found, place + where);
    }

    void report(Place place, String key, String message) {
        sources.putIfAbsent(place.source(), sources.size());
        found.add(new Problem(place, key, message + where));
    }

    /** Files in the order in which they are read come first. */
    void expect(String source) {
        sources.putIfAbsent(source, sources.size());
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems by file and line. */
    List<Problem> sorted() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt((Problem p) -> sources.get(p.place().source()))
                .thenComparingInt(p -> p.place().line()));
        return List.copyOf(sorted);
    }
}
