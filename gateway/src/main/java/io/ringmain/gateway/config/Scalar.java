package io.ringmain.gateway.config;

/**
 * One value as it was written. Where it stands is found out when somebody asks, which in a sound file nobody does.
 *
 * <p>Thread: one.
 */
final class Scalar {
    private final String text;
    private final boolean isQuoted;
    private final Place place;
    private final String key;
    private final Entries entries;

    private Scalar(String text, boolean isQuoted, Place place, String key, Entries entries) {
        this.text = text;
        this.isQuoted = isQuoted;
        this.place = place;
        this.key = key;
        this.entries = entries;
    }

    /** @param key what messages call it */
    Scalar(String text, boolean isQuoted, Place place, String key) {
        this(text, isQuoted, place, key, null);
    }

    /** The value of a key. */
    static Scalar of(ScalarNode node, Entries entries, String key) {
        return new Scalar(node.value(), node.isQuoted(), null, key, entries);
    }

    String text() {
        return text;
    }

    /** True when it was written as text on purpose, so that it is no number and no flag. */
    boolean isQuoted() {
        return isQuoted;
    }

    Place place() {
        return entries == null ? place : entries.placeOf(key);
    }

    /** What messages call it. */
    String key() {
        return entries == null ? key : entries.pathOf(key);
    }
}
