package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One mapping of the site file as it was written: its entries, the mappings below it, where each stands, and which of them
 * were reported.
 *
 * <p>Thread: one.
 */
final class Entries {
    private final Reading reading;
    private final String path;
    private final Place place;
    private final boolean isSetting;
    private final Mapping mapping;
    // Made when the first comes: a big site has some 200,000 mappings.
    private Set<String> broken = Set.of();
    private Map<String, Entries> children = Map.of();
    /** Elements of lists, by key and number: {@code transitions[1]}. */
    private Map<String, Entries> items = Map.of();

    private Entries(Reading reading, String path, Place place, boolean isSetting, Mapping mapping) {
        this.reading = reading;
        this.path = path;
        this.place = place;
        this.isSetting = isSetting;
        this.mapping = mapping;
        mapping.refused().forEach(this::breakKey);
    }

    private void breakKey(String key) {
        if (broken.isEmpty()) {
            broken = new HashSet<>();
        }
        broken.add(key);
    }

    /** A section of settings, which flags and environment override; {@code node} is null when it was not written. */
    static Entries settings(Reading reading, String path, Place place, Node node, Collection<String> known) {
        Mapping mapping = Mapping.of(reading.problems(), path, place.source(), node, known);
        return new Entries(reading, path, place, true, mapping);
    }

    /** An element of a list, or the file itself: nothing overrides it. */
    static Entries element(Reading reading, String path, String file, Node node, Collection<String> known) {
        Mapping mapping = Mapping.of(reading.problems(), path, file, node, known);
        return new Entries(reading, path, Mapping.place(file, node), false, mapping);
    }

    Reading reading() {
        return reading;
    }

    Place place() {
        return place;
    }

    Set<String> keys() {
        return mapping.keys();
    }

    /** Whether flags and environment override it. */
    boolean isSetting() {
        return isSetting;
    }

    boolean isWritten(String key) {
        return mapping.has(key);
    }

    /** Whether a key is written, be it that its value can not be used. */
    boolean has(String key) {
        return mapping.has(key) || broken.contains(key);
    }

    /** True when the value of a key was reported, so that what follows from it is not worth saying. */
    boolean isBroken(String key) {
        int dot = key.indexOf('.');
        Entries child = dot < 0 ? null : children.get(key.substring(0, dot));
        return child == null ? broken.contains(key) : child.isBroken(key.substring(dot + 1));
    }

    /** The place of a key or of a path of keys, the block's own when it was not written. */
    Place placeOf(String key) {
        Entries item = items.get(key);
        if (item != null) {
            return item.place();
        }
        int dot = key.indexOf('.');
        Entries child = dot < 0 ? null : children.get(key.substring(0, dot));
        if (child != null) {
            return child.placeOf(key.substring(dot + 1));
        }
        int line = mapping.line(dot < 0 ? key : key.substring(0, dot));
        return line == 0 ? place : new Place(place.source(), line);
    }

    boolean hasPlaceOf(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return items.containsKey(key) || mapping.has(key);
        }
        Entries child = children.get(key.substring(0, dot));
        return child != null && child.hasPlaceOf(key.substring(dot + 1));
    }

    void report(String key, String message) {
        breakKey(key);
        reading.problems().report(placeOf(key), Mapping.join(path, key), message);
    }

    /** Reports one item of a list. */
    void report(String key, Node item, String message) {
        breakKey(key);
        reading.problems().report(Mapping.place(place.source(), item), pathOf(key), message);
    }

    Node node(String key) {
        return mapping.value(key);
    }

    Entries child(String key, Collection<String> known) {
        Entries earlier = children.get(key);
        if (earlier != null) {
            return earlier;
        }
        String below = Mapping.join(path, key);
        Mapping inner = Mapping.of(reading.problems(), below, place.source(), node(key), known);
        if (!inner.isUsable()) {
            breakKey(key);
        }
        Entries made = new Entries(reading, below, placeOf(key), isSetting, inner);
        if (children.isEmpty()) {
            children = new HashMap<>();
        }
        children.put(key, made);
        return made;
    }

    /** The mappings of a list; what is none is reported. */
    List<Entries> mappings(String key, Collection<String> known) {
        List<Entries> mappings = new ArrayList<>();
        if (!has(key) || isBroken(key)) {
            return mappings;
        }
        Node node = node(key);
        if (!(node instanceof SequenceNode sequence)) {
            report(key, "is " + Mapping.describe(node) + ", must be a list");
            return mappings;
        }
        for (Node item : sequence.items()) {
            String name = key + "[" + (mappings.size() + 1) + "]";
            Mapping inner = Mapping.of(reading.problems(), Mapping.join(path, name), place.source(), item, known);
            Entries element = new Entries(
                    reading, Mapping.join(path, name), Mapping.place(place.source(), item), isSetting, inner);
            if (!inner.isUsable()) {
                breakKey(key);
            }
            if (items.isEmpty()) {
                items = new HashMap<>();
            }
            items.put(name, element);
            mappings.add(element);
        }
        mappings.removeIf(mapping -> !mapping.isUsable());
        return mappings;
    }

    /** Whether anything in it was reported. */
    boolean isBrokenAnywhere() {
        return !broken.isEmpty()
                || children.values().stream().anyMatch(Entries::isBrokenAnywhere)
                || items.values().stream().anyMatch(Entries::isBrokenAnywhere);
    }

    /** Marks a key as reported, when what stands below it was. */
    void breakBy(String key, Entries below) {
        if (below.isBrokenAnywhere()) {
            breakKey(key);
        }
    }

    /** False when something else than a mapping was written. */
    boolean isUsable() {
        return mapping.isUsable();
    }

    // ---- single values

    /** What was written for a key; null when nothing was, or nothing usable, which is reported. */
    Scalar scalar(String key) {
        Overrides.Found found = isSetting ? reading.overrides().find(pathOf(key), reading.problems()) : null;
        if (found != null) {
            return new Scalar(found.value(), false, found.place(), found.key());
        }
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || Mapping.isEmpty(node)) {
            report(key, "is " + Mapping.describe(node) + ", must be a single value");
            return null;
        }
        return Scalar.of(scalar, this, key);
    }

    /** Whether a key that must be there is not, which is reported. */
    boolean isMissing(String key, String rule) {
        if (has(key) || isSetting && reading.overrides().find(pathOf(key), reading.problems()) != null) {
            return false;
        }
        if (isUsable()) {
            report(key, "is missing, must be " + rule);
        }
        return true;
    }

    /** The single values of a list; what is none is reported. */
    List<Scalar> scalars(String key, String rule) {
        Node node = node(key);
        List<Scalar> items = new ArrayList<>();
        if (!(node instanceof SequenceNode sequence)) {
            report(key, "is " + Mapping.describe(node) + ", must be " + rule);
            return items;
        }
        for (Node item : sequence.items()) {
            if (item instanceof ScalarNode scalar && !Mapping.isEmpty(item)) {
                items.add(new Scalar(
                        scalar.value(), scalar.isQuoted(), Mapping.place(place.source(), item), pathOf(key)));
            } else {
                report(key, "has an entry that is " + Mapping.describe(item) + ", must be " + rule);
            }
        }
        return items;
    }

    /** Notes where the value in force comes from; {@code scalar} is null when it is the default. */
    void addOrigin(String key, Scalar scalar, String absent) {
        String origin = scalar == null
                ? "default"
                : scalar.place().line() > 0 ? scalar.place().toString() : scalar.key();
        reading.origins().add(pathOf(key), scalar != null ? scalar.text() : absent, origin);
    }

    /** Reports that a value is not allowed. */
    void refuse(String key, Scalar scalar, String rule) {
        breakKey(key);
        String shown = Origins.isSecret(key) ? "this value" : "'" + scalar.text() + "'";
        reading.problems().report(scalar.place(), scalar.key(), shown + " is not allowed, " + rule);
    }

    String pathOf(String key) {
        return Mapping.join(path, key);
    }
}
