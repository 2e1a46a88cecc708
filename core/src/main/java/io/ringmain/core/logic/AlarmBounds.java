package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmLevel;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes one bound for all limits that are alike, as those of a big site are most of the time. Thread: the one that compiles a
 * plan.
 */
final class AlarmBounds {
    /** Where hardly two are alike the map must not outgrow the bounds. */
    private static final int MAX_KNOWN = 4096;

    private record Key(AlarmLevel level, boolean isWhole) {}

    private final Map<Key, AlarmBound> known = new HashMap<>();

    AlarmBound of(AlarmLevel level, boolean isWhole) {
        Key key = new Key(level, isWhole);
        AlarmBound bound = known.get(key);
        if (bound == null) {
            bound = AlarmBound.of(level, isWhole);
            if (known.size() == MAX_KNOWN) {
                known.clear();
            }
            known.put(key, bound);
        }
        return bound;
    }
}
