package io.ringmain.core.plant;

import java.util.HashSet;
import java.util.Set;

/** One first-out group, naively: the set of those that stand. */
final class FirstOutTwin {
    private final Set<RegionTwin> standing = new HashSet<>();
    private RegionTwin first;
    private long markedAt;
    private long markedNs;
    private long event;

    /** What happens from now on is another event. */
    void nextEvent() {
        event++;
    }

    boolean isFirst(RegionTwin alarm) {
        return first == alarm;
    }

    /** Of those of one event the one whose condition began first, of these the one with the lowest id. */
    void onChange(RegionTwin alarm, boolean wasStanding, boolean isStanding, long conditionNs) {
        if (wasStanding == isStanding) {
            return;
        }
        if (isStanding) {
            boolean isAlone = standing.isEmpty();
            standing.add(alarm);
            boolean isEarlier = first != null
                    && markedAt == event
                    && (conditionNs < markedNs || conditionNs == markedNs && alarm.id < first.id);
            if (isAlone || isEarlier) {
                first = alarm;
                markedAt = event;
                markedNs = conditionNs;
            }
        } else {
            standing.remove(alarm);
            first = standing.isEmpty() ? null : first;
        }
    }
}
