package io.ringmain.core.logic;

import io.ringmain.core.tag.TagDefinition;

/** Brings the tables from one plan to the next; what stays by name keeps its state. Thread: LOGIC. */
final class Reconfiguration {
    private Reconfiguration() {}

    static void apply(LogicState state, LogicPlan next, long ringTimeNs) {
        LogicPlan before = state.plan;
        tags(state, next);
        state.alarms.records().ensure(next.alarmCount());
        state.links.records().ensure(next.connectorCount());
        state.machines.records().ensure(next.machineCount());
        state.machineSettings.records().ensure(next.machineCount());
        state.plan = next;
        state.ensureTimers();
        alarms(state, before, next, ringTimeNs);
        links(state, before);
        MachineReconfiguration.apply(state, before, next, ringTimeNs);
    }

    private static void tags(LogicState state, LogicPlan next) {
        for (int id = 0; id < next.tagCount(); id++) {
            TagDefinition tag = next.site().tag(id);
            byte type = tag == null ? 0 : tag.type().code();
            if (id >= state.values.size() || state.values.type(id) != type) {
                state.values.define(id, tag == null ? null : tag.type());
            } else if (type != 0) {
                state.values.clearQuietBand(id);
            }
        }
    }

    private static void alarms(LogicState state, LogicPlan before, LogicPlan next, long ringTimeNs) {
        for (int id = 0; id < next.alarmCount(); id++) {
            boolean wasThere = id < before.alarmCount() && before.alarm(id) != null;
            if (next.alarm(id) == null) {
                state.alarms.clear(id, AlarmTable.RETIRED);
                state.timers.cancel(TimerQueue.ALARM, id);
                continue;
            }
            if (!wasThere || next.tagOfAlarm(id) != before.tagOfAlarm(id)) {
                state.alarms.clear(id, 0);
            }
            if (!wasThere || isOtherCondition(before, next, id)) {
                // As a timer, because timers go on in the next event when an event has done enough.
                state.alarms.putFlags(id, AlarmTable.REDEFINED, ringTimeNs);
                state.timers.schedule(TimerQueue.ALARM, id, ringTimeNs);
            }
        }
    }

    /** A delay that runs ends with that, and begins again if the present value says so. */
    private static boolean isOtherCondition(LogicPlan before, LogicPlan next, int alarmId) {
        int tagId = next.tagOfAlarm(alarmId);
        boolean isTheSame = next.alarm(alarmId) == before.alarm(alarmId);
        return !isTheSame && !next.alarm(alarmId).equals(before.alarm(alarmId))
                || next.tagType(tagId) != before.tagType(tagId);
    }

    /** The tags of a connector are others now, so that what is still to be swept is swept from the first one on. */
    private static void links(LogicState state, LogicPlan before) {
        for (int id = 0; id < before.connectorCount(); id++) {
            if (state.links.cursor(id) > 1) {
                state.links.putCursor(id, 1);
            }
        }
    }
}
