package io.ringmain.historian.report;

import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.site.SitePlan;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long alarms were active in a span: times to return, and how many were stale on each day (UTC).
 *
 * <p>Thread: its owner. Allocates: when alarms are added, and per day.
 */
final class ActiveTimes {
    private static final long INACTIVE = Long.MIN_VALUE;
    private static final long DAY_NS = 24L * 3600 * 1_000_000_000L;

    private final TimeCounts returns = new TimeCounts();
    private final Map<Long, BitSet> staleByDay = new TreeMap<>();
    private long fromNs;
    private long[] sinceNs = {};

    void begin(SitePlan site, AlarmReader alarms, long spanFromNs) {
        fromNs = spanFromNs;
        ensure(site.alarmCount());
        AlarmSnapshot alarm = new AlarmSnapshot();
        for (int id = 0; id < site.alarmCount(); id++) {
            if (alarms.read(id, alarm) && alarm.isActive) {
                sinceNs[id] = alarm.activeSinceNs;
            }
        }
    }

    void onActive(int id, long timeNs) {
        ensure(id + 1);
        sinceNs[id] = timeNs;
    }

    void onReturn(int id, long timeNs) {
        ensure(id + 1);
        if (sinceNs[id] != INACTIVE) {
            returns.add(timeNs - sinceNs[id]);
            stale(id, timeNs);
            sinceNs[id] = INACTIVE;
        }
    }

    /** Ends the span: alarms that are active still are stale up to there. */
    void end(SitePlan site, AlarmReader alarms, long toNs) {
        AlarmSnapshot alarm = new AlarmSnapshot();
        for (int id = 0; id < sinceNs.length; id++) {
            if (sinceNs[id] != INACTIVE && id < site.alarmCount() && alarms.read(id, alarm) && alarm.isActive) {
                stale(id, toNs);
            }
        }
    }

    private void stale(int id, long untilNs) {
        long first = Math.max(fromNs, sinceNs[id] + AlarmFigures.STALE_NS);
        for (long day = Math.floorDiv(first, DAY_NS); first < untilNs && day <= Math.floorDiv(untilNs, DAY_NS); day++) {
            staleByDay.computeIfAbsent(day, ignored -> new BitSet()).set(id);
        }
    }

    /** Times from going active to going back to normal. */
    TimeCounts returns() {
        return returns;
    }

    /** Most alarms that were stale on one day. */
    int mostStaleOnADay() {
        return staleByDay.values().stream().mapToInt(BitSet::cardinality).max().orElse(0);
    }

    private void ensure(int count) {
        if (count > sinceNs.length) {
            int present = sinceNs.length;
            sinceNs = Arrays.copyOf(sinceNs, Math.max(count, 2 * present));
            Arrays.fill(sinceNs, present, sinceNs.length, INACTIVE);
        }
    }
}
