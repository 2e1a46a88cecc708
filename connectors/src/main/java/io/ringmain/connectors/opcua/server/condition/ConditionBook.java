package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SitePlan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What clients have been told of each alarm, so that a refresh tells the same again, under the same EventId. The state itself
 * stands in the plant's alarm table.
 *
 * <p>Thread: {@link #begin}, {@link #note} and {@link #forget} by the feed's, the rest any.
 */
final class ConditionBook {
    private final ServedSite site;
    private final Remarks remarks;
    private final Map<Integer, Told> told = new ConcurrentHashMap<>();

    ConditionBook(ServedSite site, Remarks remarks) {
        this.site = site;
        this.remarks = remarks;
    }

    private Plant plant() {
        return site.plant();
    }

    /** Takes in how the alarms are now, those that are not as new ones are. What happens meanwhile is noted afterwards. */
    void begin() {
        SitePlan plan = plant().site();
        told.clear();
        for (int id = 0; id < plan.alarmCount(); id++) {
            AlarmSnapshot state = new AlarmSnapshot();
            if (plan.hasAlarm(id) && plant().alarms().read(id, state) && !isAsNew(state)) {
                told.put(id, Told.first(plan.alarm(id), state));
            }
        }
    }

    private static boolean isAsNew(AlarmSnapshot state) {
        return !state.isRetained()
                && state.isEnabled
                && state.shelf == AlarmSnapshot.Shelf.UNSHELVED
                && !state.isSuppressed
                && !state.isOutOfService
                && state.isAcknowledged
                && !state.isSilenced;
    }

    /** Notes a transition; null when the alarm is configured no more. */
    Condition note(Transition transition) {
        SitePlan plan = plant().site();
        AlarmSnapshot state = transition.state();
        AlarmDefinition alarm = plan.alarm(state.alarmId);
        if (alarm == null) {
            return null;
        }
        Told before = told.get(state.alarmId);
        if (before == null) {
            AlarmSnapshot normal = new AlarmSnapshot();
            normal.alarmId = state.alarmId;
            before = Told.first(alarm, normal);
        }
        Remark written = transition.isCommanded() ? remarks.at(state.sequence) : Remark.NONE;
        Told now = before.next(
                alarm,
                state,
                written == Remark.NONE ? null : new Remark(written.text(), written.user(), state.changedNs));
        told.put(state.alarmId, now);
        return condition(plan, alarm, now, state.changedNs);
    }

    /** The alarm is configured no more: how it was last; null when it never was. */
    Condition forget(int alarmId, SitePlan before) {
        Told last = told.remove(alarmId);
        AlarmDefinition alarm = before.alarm(alarmId);
        return last == null || alarm == null
                ? null
                : condition(before, alarm, last, last.state().changedNs).removed();
    }

    /** What was told last, null when nothing was, or what is not journaled. */
    Condition last(SitePlan plan, int alarmId) {
        Told last = told.get(alarmId);
        AlarmDefinition alarm = plan.alarm(alarmId);
        return last == null || alarm == null || last.stamp().sequence() > plant().journaledSequence()
                ? null
                : condition(plan, alarm, last, last.state().changedNs);
    }

    /** The condition as it is now; null when there is no such alarm. */
    Condition present(int alarmId, Reading reading) {
        SitePlan plan = plant().site();
        AlarmDefinition alarm = plan.alarm(alarmId);
        AlarmSnapshot state = new AlarmSnapshot();
        if (alarm == null || !plant().alarms().read(alarmId, state)) {
            return null;
        }
        reading.saw(state.sequence);
        Told last = told.get(alarmId);
        Told now;
        if (last == null) {
            now = Told.first(alarm, state);
        } else {
            now = state.sequence > last.stamp().sequence() ? last.next(alarm, state, null) : last;
        }
        return condition(plan, alarm, now, plant().nowNs());
    }

    private Condition condition(SitePlan plan, AlarmDefinition alarm, Told now, long atNs) {
        return Condition.of(
                site.namespace(),
                plan,
                alarm,
                now,
                atNs,
                () -> now.remark() == null ? remarks.of(now.state()) : now.remark());
    }
}
