package io.ringmain.core.plant;

import java.util.HashSet;
import java.util.Set;

/** One first-out group, naively: the set of those that stand. */
final class FirstOutTwin {
    private final Set<RegionTwin> standing = new HashSet<>();
    private RegionTwin first;
    private long markedAt;
    private long event;

    /** What happens from now on is another event. */
    void nextEvent() {
        event++;
    }

    boolean isFirst(RegionTwin alarm) {
        return first == alarm;
    }

    /** Conditions have no delays here, so all of one event began at the same time and the lower id is first. */
    void onChange(RegionTwin alarm, boolean wasStanding, boolean isStanding, long nowNs) {
        if (wasStanding == isStanding) {
            return;
        }
        if (isStanding) {
            boolean isAlone = standing.isEmpty();
            standing.add(alarm);
            if (isAlone || first != null && markedAt == event && alarm.id < first.id) {
                first = alarm;
                markedAt = event;
            }
        } else {
            standing.remove(alarm);
            first = standing.isEmpty() ? null : first;
        }
    }
}
