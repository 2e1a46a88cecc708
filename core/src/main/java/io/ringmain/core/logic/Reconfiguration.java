package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;

/** Brings the tables from one plan to the next; what stays by name keeps its state. Thread: LOGIC. */
final class Reconfiguration {
    private Reconfiguration() {}

    static void apply(LogicState state, LogicPlan next, long ringTimeNs) {
        LogicPlan before = state.plan;
        tags(state, before, next);
        state.alarms.records().ensure(next.alarmCount());
        state.links.records().ensure(next.connectorCount());
        state.figures.records().ensure(next.alarmCount());
        state.machines.records().ensure(next.machineCount());
        state.machineSettings.records().ensure(next.machineCount());
        state.plan = next;
        state.ensureTimers();
        TagTimers.reconfigure(state, before, next, ringTimeNs);
        alarms(state, before, next, ringTimeNs);
        state.figures.recount(next, ringTimeNs);
        alarmGroups(state, before, next, ringTimeNs);
        links(state, before);
        DerivationReconfiguration.apply(state, before, next, ringTimeNs);
        MachineReconfiguration.apply(state, before, next, ringTimeNs);
    }

    private static void tags(LogicState state, LogicPlan before, LogicPlan next) {
        for (int id = 0; id < next.tagCount(); id++) {
            byte type = next.tagType(id);
            TagType tagType = TagType.ofCode(type);
            int cellBytes = hasCell(tagType) ? next.site().tag(id).cellBytes() : 0;
            boolean isOtherCell = cellBytes > 0 && state.values.cells().capacity(id) != cellBytes;
            if (id >= state.values.size()
                    || state.values.type(id) != type
                    || isOtherCell
                    || isOtherUnit(before.site(), next.site(), id)) {
                Overrides.drop(state.overrides, id);
                state.values.define(id, tagType, cellBytes);
            } else if (type != 0) {
                state.values.clearQuietBand(id);
            }
        }
    }

    /** A number in the old unit would be read as one in the new: there is none until it comes again. */
    private static boolean isOtherUnit(SitePlan before, SitePlan now, int id) {
        return before.hasTag(id)
                && now.hasTag(id)
                && !before.isSameTag(id, now)
                && !before.tag(id).unit().equals(now.tag(id).unit());
    }

    private static boolean hasCell(TagType type) {
        return type == TagType.STRING || type != null && type.isArray();
    }

    private static void alarms(LogicState state, LogicPlan before, LogicPlan next, long ringTimeNs) {
        for (int id = 0; id < next.alarmCount(); id++) {
            boolean wasThere = id < before.alarmCount() && before.hasAlarm(id);
            if (!next.hasAlarm(id)) {
                forget(state, id, AlarmTable.RETIRED);
                forgetCondition(state, next, id);
                continue;
            }
            if (!wasThere || next.tagOfAlarm(id) != before.tagOfAlarm(id)) {
                forget(state, id, 0);
            } else if (!next.policy(id).equals(before.policy(id))) {
                reAlarm(state, next, id, ringTimeNs);
            }
            if (!wasThere || isOtherCondition(before, next, id)) {
                forgetCondition(state, next, id);
                // As a timer, because timers go on in the next event when an event has done enough.
                state.alarms.putFlags(id, AlarmTable.REDEFINED, ringTimeNs);
                state.timers.schedule(TimerQueue.ALARM, id, ringTimeNs);
            }
        }
    }

    private static void forget(LogicState state, int alarmId, int flags) {
        state.alarms.clear(alarmId, flags);
        state.figures.forget(alarmId);
        state.timers.cancel(TimerQueue.ALARM, alarmId);
        state.timers.cancel(TimerQueue.SHELF, alarmId);
        state.timers.cancel(TimerQueue.REALARM, alarmId);
    }

    /** The re-alarm time may be another one now; it counts from the acknowledgement. */
    private static void reAlarm(LogicState state, LogicPlan next, int alarmId, long ringTimeNs) {
        int regions = state.alarms.regions(alarmId);
        AlarmPolicy policy = next.policy(alarmId);
        boolean isWaiting = AlarmRegions.waitsForReAlarm(regions) && policy.isAckRequired() && policy.reAlarmNs() > 0;
        long dueNs = isWaiting ? state.alarms.acknowledgedNs(alarmId) + policy.reAlarmNs() : 0;
        long present = state.alarms.reAlarmNs(alarmId);
        if (isWaiting == (present != 0) && (!isWaiting || present == dueNs)) {
            return;
        }
        state.alarms.putReAlarm(alarmId, isWaiting ? StrictMath.max(dueNs, ringTimeNs) : 0);
        if (isWaiting) {
            state.timers.schedule(TimerQueue.REALARM, alarmId, state.alarms.reAlarmNs(alarmId));
        } else {
            state.timers.cancel(TimerQueue.REALARM, alarmId);
        }
    }

    private static void alarmGroups(LogicState state, LogicPlan before, LogicPlan next, long ringTimeNs) {
        for (int group = 0; group < next.alarmGroupCount(); group++) {
            int words = next.alarmGroupWords(group);
            if (state.alarmGroups.words(group) != words) {
                state.alarmGroups.define(group, words);
            }
        }
        FirstOutGroups.recount(state, next);
        AlarmSuppression.reconfigure(state, before, next, ringTimeNs);
    }

    private static void forgetCondition(LogicState state, LogicPlan next, int alarmId) {
        state.alarmConditions.define(alarmId, next.alarmPlan().words(alarmId));
        state.timers.cancel(TimerQueue.CONDITION, alarmId);
    }

    /** A delay that runs ends with that, and begins again if the present value says so. */
    private static boolean isOtherCondition(LogicPlan before, LogicPlan next, int alarmId) {
        int tagId = next.tagOfAlarm(alarmId);
        return !next.site().isSameAlarm(alarmId, before.site())
                || next.tagType(tagId) != before.tagType(tagId)
                || isAnyOperandOther(before, next, alarmId);
    }

    private static boolean isAnyOperandOther(LogicPlan before, LogicPlan next, int alarmId) {
        for (int i = 0; i < next.alarmPlan().operandCount(alarmId); i++) {
            int tagId = next.alarmPlan().operand(alarmId, i);
            if (!next.site().isSameTag(tagId, before.site())) {
                TagDefinition was = before.site().tag(tagId);
                TagDefinition is = next.site().tag(tagId);
                if (was == null || was.type() != is.type() || !was.unit().equals(is.unit())) {
                    return true;
                }
            }
        }
        return false;
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
