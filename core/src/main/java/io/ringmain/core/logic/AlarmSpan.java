package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import java.util.Arrays;

/**
 * The alarm figures of a span of time, counted from the results of its events by the rules of the live ones. An alarm that
 * was announced again before the span is taken as announced when it went active.
 *
 * <p>Thread: its owner. Allocates: when alarms are added.
 */
public final class AlarmSpan {
    private static final int OVERLAYS_FROM = AlarmState.SHLVD.code();

    private final FigureWords words = new FigureWords();
    private final AlarmSnapshot alarm = new AlarmSnapshot();
    private long[] counts = {};
    private long[] announcedNs = {};
    private long[] announcedBeforeNs = {};
    private long[] chatteredNs = {};
    private long[] activeNs = {};
    private boolean[] acknowledged = {};
    private long[] chatterings = {};
    private long[] fleetings = {};

    /**
     * Begins to count.
     *
     * @param site the configuration at that time
     * @param alarms as they are then
     * @param sinceNs ring time at which the span begins, ns since the epoch
     */
    public void begin(SitePlan site, AlarmReader alarms, long sinceNs) {
        words.beginCount(sinceNs);
        ensure(site.alarmCount());
        for (int id = 0; id < site.alarmCount(); id++) {
            if (alarms.read(id, alarm)) {
                activeNs[id] = alarm.activeSinceNs;
                acknowledged[id] = alarm.acknowledgedNs != 0;
            }
        }
    }

    /**
     * Counts one result of an event in the span; what is not an alarm's is passed over.
     *
     * @param site the configuration behind that event
     */
    public void onResult(Result result, SitePlan site) {
        if (result.kind() != Result.ALARM) {
            return;
        }
        int id = result.id();
        ensure(id + 1);
        AlarmInput input = AlarmInput.ofCode((int) result.ref());
        switch (input) {
            case SUPERSEDED, FIRST_OUT_OVER, LEVEL, COMMENT, SILENCE -> {}
            default -> count(id, input, result, site.alarm(id));
        }
    }

    private void count(int id, AlarmInput input, Result result, AlarmDefinition definition) {
        long timeNs = result.timeNs();
        int before = result.aux();
        int after = result.status();
        if (input == AlarmInput.ACTIVATE) {
            activeNs[id] = timeNs;
            acknowledged[id] = false;
        }
        if (isAnnounced(before, after, input)) {
            boolean isChattering = announce(id, timeNs);
            int priority = definition == null ? 0 : definition.priorityAt(AlarmKind.ofCode((int) result.low()));
            words.annunciate(priority, isChattering, timeNs);
        } else if (input == AlarmInput.ACKNOWLEDGE) {
            words.acknowledge(timeNs - StrictMath.max(activeNs[id], announcedNs[id]));
        } else if (input == AlarmInput.RETURN
                && isShown(before)
                && !acknowledged[id]
                && timeNs - activeNs[id] <= AlarmFigures.FLEETING_NS) {
            words.fleeting();
            fleetings[id]++;
        }
        acknowledged[id] |= input == AlarmInput.ACKNOWLEDGE;
    }

    /** Whether an operator is told. */
    private static boolean isAnnounced(int before, int after, AlarmInput input) {
        return switch (input) {
            case ACTIVATE, REALARM -> isShown(after);
            // An alarm that is enabled shows what its regions have been all the time.
            case ENABLE -> after == AlarmState.UNACK.code();
            default -> after == AlarmState.UNACK.code() && before >= OVERLAYS_FROM;
        };
    }

    private static boolean isShown(int state) {
        return state == AlarmState.UNACK.code() || state == AlarmState.ACKED.code();
    }

    private boolean announce(int id, long timeNs) {
        counts[id]++;
        boolean isChattering = counts[id] > 2 && timeNs - announcedBeforeNs[id] <= AlarmFigures.CHATTERING_NS;
        announcedBeforeNs[id] = announcedNs[id];
        announcedNs[id] = timeNs;
        chatteredNs[id] = isChattering ? timeNs : 0;
        chatterings[id] += isChattering ? 1 : 0;
        return isChattering;
    }

    /**
     * The figures of the span; states, standing and stale alarms are those at its end.
     *
     * @param site the configuration at the end
     * @param alarms as they are at the end
     * @param untilNs ring time at which the span ends, ns since the epoch; not before the last result
     */
    public void read(AlarmFigures into, SitePlan site, AlarmReader alarms, long untilNs) {
        words.advance(untilNs);
        words.describe(into, untilNs);
        Arrays.fill(into.byState, 0);
        into.disabled = 0;
        into.stale = 0;
        into.sequence = 0;
        into.chatteringNow = 0;
        Arrays.fill(into.mostFrequent, -1);
        Arrays.fill(into.mostFrequentCounts, 0);
        for (int id = 0; id < site.alarmCount(); id++) {
            if (alarms.read(id, alarm)) {
                into.sequence = StrictMath.max(into.sequence, alarm.sequence);
                into.stale += alarm.isActive && untilNs - alarm.activeSinceNs > AlarmFigures.STALE_NS ? 1 : 0;
                into.disabled += alarm.isEnabled ? 0 : 1;
                into.byState[alarm.state.code()] += alarm.isEnabled ? 1 : 0;
            }
        }
        for (int id = 0; id < counts.length; id++) {
            boolean chatters = chatteredNs[id] != 0 && untilNs - chatteredNs[id] <= AlarmFigures.CHATTERING_NS;
            into.chatteringNow += chatters ? 1 : 0;
            into.rank(id, counts[id]);
        }
    }

    /** How often an alarm was announced in the span. */
    public long annunciations(int alarmId) {
        return alarmId < counts.length ? counts[alarmId] : 0;
    }

    /** How many of these were chattering. */
    public long chattering(int alarmId) {
        return alarmId < counts.length ? chatterings[alarmId] : 0;
    }

    /** How often it was fleeting in the span. */
    public long fleeting(int alarmId) {
        return alarmId < counts.length ? fleetings[alarmId] : 0;
    }

    private void ensure(int alarmCount) {
        if (alarmCount <= counts.length) {
            return;
        }
        int length = StrictMath.max(alarmCount, 2 * counts.length);
        counts = Arrays.copyOf(counts, length);
        announcedNs = Arrays.copyOf(announcedNs, length);
        announcedBeforeNs = Arrays.copyOf(announcedBeforeNs, length);
        chatteredNs = Arrays.copyOf(chatteredNs, length);
        activeNs = Arrays.copyOf(activeNs, length);
        acknowledged = Arrays.copyOf(acknowledged, length);
        chatterings = Arrays.copyOf(chatterings, length);
        fleetings = Arrays.copyOf(fleetings, length);
    }
}
