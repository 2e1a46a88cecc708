package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmSnapshot.Shelf;

/**
 * What clients have been told of an alarm last.
 *
 * @param state as of then; never changed
 * @param stamp its EventId
 * @param times since when the regions are as they are
 * @param severity as of then
 * @param lastSeverity that of the event before
 * @param lastSeverityNs when that was told, ring time in ns; 0 when it was not
 * @param shelfBefore the shelf that the present one has followed, null when it has not changed since the start
 * @param remark what was last written about it, null when nothing was since the start
 */
record Told(
        AlarmSnapshot state,
        EventStamp stamp,
        RegionTimes times,
        int severity,
        int lastSeverity,
        long lastSeverityNs,
        Shelf shelfBefore,
        Remark remark) {

    /** Of an alarm of which nothing has been told. */
    static Told first(AlarmDefinition alarm, AlarmSnapshot state) {
        int severity = Severity.of(alarm, state.level);
        EventStamp stamp = new EventStamp(state.alarmId, state.occurrence, state.sequence, 0);
        return new Told(state, stamp, RegionTimes.of(state), severity, severity, 0, null, null);
    }

    /** The next one, at {@link AlarmSnapshot#changedNs}. */
    Told next(AlarmDefinition alarm, AlarmSnapshot now, Remark written) {
        boolean isSameEvent = now.sequence == stamp.sequence() && now.occurrence == stamp.occurrence();
        return new Told(
                now,
                new EventStamp(now.alarmId, now.occurrence, now.sequence, isSameEvent ? stamp.ordinal() + 1 : 0),
                times.after(state, now, now.changedNs),
                Severity.of(alarm, now.level),
                severity,
                state.changedNs,
                now.shelf != state.shelf ? state.shelf : shelfBefore,
                written == null ? remark : written);
    }
}
