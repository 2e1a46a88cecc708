package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmTransitions;

/**
 * Marks the alarm of a group that was the first to stand, until all of the group are normal again: by sequence, within one
 * event by the time at which its condition began, then by id. Alarms that are shelved, suppressed, out of service or
 * disabled do not stand.
 *
 * <pre>
 *   words of a group: 0 alarms that stand | 1 marked alarm + 1 | 2 sequence of the mark | 3 when its condition began
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: words 0 to 3. Allocates: nothing.
 */
final class FirstOutGroups {
    static final int WORDS = 4;

    private static final int STANDING = 0;
    private static final int MARKED = 1;
    private static final int SEQUENCE = 2;
    private static final int CONDITION = 3;

    private final AlarmTable alarms;
    private final StateCells groups;
    private LogicPlan plan = LogicPlan.EMPTY;
    /** An alarm that has lost its mark in this step, to be reported; -1 for none. */
    private int lost = -1;

    FirstOutGroups(AlarmTable alarms, StateCells groups) {
        this.alarms = alarms;
        this.groups = groups;
    }

    void use(LogicPlan next) {
        plan = next;
        lost = -1;
    }

    /** Gives the regions that follow, with or without the mark. */
    int step(int id, int before, int after, long conditionNs, long sequence) {
        int group = plan.firstOutGroup(id);
        boolean wasStanding = AlarmTransitions.isStanding(before);
        boolean isStanding = AlarmTransitions.isStanding(after);
        if (group < 0 || wasStanding == isStanding) {
            return after;
        }
        long standing = groups.word(group, STANDING) + (isStanding ? 1 : -1);
        int marked = (int) groups.word(group, MARKED) - 1;
        boolean isFirst = isStanding && (standing == 1 || isEarlier(group, marked, id, conditionNs, sequence));
        groups.open(group);
        groups.putWord(group, STANDING, standing);
        if (isFirst || standing == 0) {
            groups.putWord(group, MARKED, isFirst ? id + 1 : 0);
            groups.putWord(group, SEQUENCE, isFirst ? sequence : 0);
            groups.putWord(group, CONDITION, isFirst ? conditionNs : 0);
        }
        groups.close();
        if ((isFirst || standing == 0) && marked >= 0 && marked != id) {
            lost = marked;
        }
        if (isFirst || standing == 0) {
            return AlarmTransitions.withFirstOut(after, isFirst);
        }
        return after;
    }

    private boolean isEarlier(int group, int marked, int id, long conditionNs, long sequence) {
        if (marked < 0 || groups.word(group, SEQUENCE) != sequence) {
            return false;
        }
        long markedNs = groups.word(group, CONDITION);
        return conditionNs < markedNs || conditionNs == markedNs && id < marked;
    }

    /** Takes the mark from the alarm that has lost it in the last step, and reports that. */
    void reportLost(AlarmRegions regions, long ringTimeNs, long sequence) {
        if (lost < 0) {
            return;
        }
        int id = lost;
        lost = -1;
        int before = alarms.regions(id);
        int after = AlarmTransitions.withFirstOut(before, false);
        alarms.putTransition(id, after, alarms.flags(id), alarms.deadlineNs(id), ringTimeNs, sequence);
        regions.report(id, before, after, AlarmInput.FIRST_OUT_OVER, ringTimeNs);
    }

    /** Counts again after a configuration; marks of alarms that belong to another group now are gone. */
    static void recount(LogicState state, LogicPlan plan) {
        for (int group = 0; group < plan.alarmGroupCount(); group++) {
            if (state.alarmGroups.words(group) > 0) {
                state.alarmGroups.open(group);
                state.alarmGroups.putWord(group, STANDING, 0);
                state.alarmGroups.close();
            }
        }
        for (int id = 0; id < plan.alarmCount(); id++) {
            int group = plan.hasAlarm(id) ? plan.firstOutGroup(id) : -1;
            int regions = state.alarms.regions(id);
            boolean isMarked = group >= 0 && state.alarmGroups.word(group, MARKED) == id + 1;
            if (AlarmTransitions.isFirstOut(regions) && !isMarked) {
                state.alarms.putRegions(id, AlarmTransitions.withFirstOut(regions, false));
            }
            if (group >= 0 && AlarmTransitions.isStanding(regions)) {
                state.alarmGroups.open(group);
                state.alarmGroups.putWord(group, STANDING, state.alarmGroups.word(group, STANDING) + 1);
                state.alarmGroups.close();
            }
        }
        for (int group = 0; group < plan.alarmGroupCount(); group++) {
            dropMark(state, plan, group);
        }
    }

    /** A mark whose alarm is no longer marked, or whose group is all normal, is none. */
    private static void dropMark(LogicState state, LogicPlan plan, int group) {
        int marked = state.alarmGroups.words(group) == 0 ? -1 : (int) state.alarmGroups.word(group, MARKED) - 1;
        if (marked < 0) {
            return;
        }
        boolean isThere =
                plan.firstOutGroup(marked) == group && AlarmTransitions.isFirstOut(state.alarms.regions(marked));
        boolean isStanding = state.alarmGroups.word(group, STANDING) > 0;
        if (isThere && isStanding) {
            return;
        }
        if (isThere) {
            state.alarms.putRegions(marked, AlarmTransitions.withFirstOut(state.alarms.regions(marked), false));
        }
        state.alarmGroups.open(group);
        state.alarmGroups.putWord(group, MARKED, 0);
        state.alarmGroups.putWord(group, SEQUENCE, 0);
        state.alarmGroups.putWord(group, CONDITION, 0);
        state.alarmGroups.close();
    }
}
