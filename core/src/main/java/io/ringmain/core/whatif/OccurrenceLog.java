package io.ringmain.core.whatif;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the occurrences of all alarms from what events gave. Thread: one. */
final class OccurrenceLog {
    private final Map<String, List<Occurrence>> occurrences = new TreeMap<>();
    private final Map<Integer, Open> open = new HashMap<>();
    private final AlarmSnapshot alarm = new AlarmSnapshot();

    /** An occurrence that is under way or waits for the operator. */
    private static final class Open {
        private final String name;
        private final long raisedNs;
        private final boolean isStanding;
        private long returnedNs;
        private long acknowledgedNs;
        private int priority;
        private boolean isAnnounced;

        Open(String name, long raisedNs, boolean isStanding) {
            this.name = name;
            this.raisedNs = raisedNs;
            this.isStanding = isStanding;
        }

        Occurrence closed() {
            return new Occurrence(raisedNs, returnedNs, acknowledgedNs, priority, isAnnounced, isStanding);
        }
    }

    /** Takes over what is active when the span begins. */
    void begin(SitePlan site, AlarmReader alarms) {
        for (int id = 0; id < site.alarmCount(); id++) {
            AlarmDefinition definition = site.alarm(id);
            if (definition != null && alarms.read(id, alarm) && alarm.isActive) {
                Open standing = new Open(definition.name(), alarm.activeSinceNs, true);
                standing.acknowledgedNs = alarm.acknowledgedNs;
                standing.priority = definition.priorityAt(alarm.level);
                standing.isAnnounced = isShown(alarm.state.code());
                open.put(id, standing);
            }
        }
    }

    /** @param site the configuration behind the event */
    void onResult(Result result, SitePlan site) {
        if (result.kind() != Result.ALARM) {
            return;
        }
        AlarmDefinition definition = site.alarm(result.id());
        AlarmInput input = AlarmInput.ofCode((int) result.ref());
        if (definition == null || input == null) {
            return;
        }
        if (input == AlarmInput.ACTIVATE) {
            close(result.id());
            open.put(result.id(), new Open(definition.name(), result.timeNs(), false));
        }
        Open present = open.get(result.id());
        if (present == null) {
            return;
        }
        switch (input) {
            case RETURN -> present.returnedNs = result.timeNs();
            case ACKNOWLEDGE -> present.acknowledgedNs = result.timeNs();
            case ACTIVATE, REALARM -> {
                present.priority =
                        Math.max(present.priority, definition.priorityAt(AlarmKind.ofCode((int) result.low())));
                present.isAnnounced |= isShown(result.status());
            }
            default -> present.isAnnounced |= present.returnedNs == 0 && result.status() == AlarmState.UNACK.code();
        }
    }

    private static boolean isShown(int state) {
        return state == AlarmState.UNACK.code() || state == AlarmState.ACKED.code();
    }

    /** After a configuration: alarms may be gone, or begin anew, without a word. */
    void onConfiguration(SitePlan site, AlarmReader alarms, long ringTimeNs) {
        for (int id : List.copyOf(open.keySet())) {
            Open present = open.get(id);
            boolean isThere = site.alarm(id) != null && alarms.read(id, alarm) && alarm.occurrence != 0;
            if (!isThere) {
                present.returnedNs = present.returnedNs == 0 ? ringTimeNs : present.returnedNs;
                close(id);
            }
        }
    }

    private void close(int id) {
        Open past = open.remove(id);
        if (past != null) {
            occurrences.computeIfAbsent(past.name, name -> new ArrayList<>()).add(past.closed());
        }
    }

    /** All occurrences by the alarm's name, in the order of time. Nothing can be added behind it. */
    Map<String, List<Occurrence>> end() {
        List.copyOf(open.keySet()).forEach(this::close);
        return occurrences;
    }
}
