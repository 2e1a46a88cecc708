package io.ringmain.core.whatif;

import java.util.Map;
import java.util.TreeMap;

/**
 * Recorded names that stand for other ones now, of tags, alarms, machines and connectors: a whole name, or what begins with
 * it and a dot.
 */
public final class Renames {
    public static final Renames NONE = new Renames(Map.of());

    private final TreeMap<String, String> nowByRecorded;

    /** @param nowByRecorded the longest recorded name that fits wins */
    public Renames(Map<String, String> nowByRecorded) {
        this.nowByRecorded = new TreeMap<>(nowByRecorded);
    }

    /** The name that a recorded one stands for. */
    public String now(String recorded) {
        for (int end = recorded.length(); end > 0; end = recorded.lastIndexOf('.', end - 1)) {
            String other = nowByRecorded.get(recorded.substring(0, end));
            if (other != null) {
                return other + recorded.substring(end);
            }
        }
        return recorded;
    }
}
