package io.ringmain.historian.report;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.logic.AlarmSpan;
import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.site.SitePlan;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.report.AlarmReport.Frequent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * Makes the report of a span by executing its events again.
 *
 * <p>Thread: its owner. Allocates: a whole state, and 24 bytes an hour of the span.
 */
public final class AlarmReporter {
    private static final int MOST = AlarmFigures.MOST_FREQUENT;
    private static final int REPORT_EVENTS = 1 << 14;

    private final ReplaySession session;
    private final AlarmSpan span = new AlarmSpan();
    private final ActiveTimes active = new ActiveTimes();
    private final Map<AlarmInput, Long> inputs = new EnumMap<>(AlarmInput.class);
    private Rates rates;
    private long configurations;
    private long lastNs;
    private List<String> begin = List.of();

    private AlarmReporter(ReplaySession session) {
        this.session = session;
    }

    /**
     * The report of a span.
     *
     * @param fromNs ring time; the first event when that is later
     * @param toNs ring time behind the last event; {@link Long#MAX_VALUE} for the last event there is
     * @param positions operator positions that the alarms are shared by, at least 1
     * @throws ReplayException when the span begins before all that is kept, or ends before all that is recorded
     */
    public static AlarmReport of(ReplaySource source, long fromNs, long toNs, int positions, Progress progress) {
        Steps steps = new Steps(toNs, progress);
        try (ReplaySession session = ReplaySession.open(source, ReplayPoint.time(fromNs), steps::onExecuted)) {
            return new AlarmReporter(session).run(fromNs, toNs, positions, steps);
        }
    }

    /** Tells how far it has come, from the first event executed on. */
    private static final class Steps {
        private final long toNs;
        private final Progress progress;
        private long firstNs;
        private long events;

        Steps(long toNs, Progress progress) {
            this.toNs = toNs;
            this.progress = progress;
        }

        void onExecuted(ReplaySession session) {
            long timeNs = session.event().ingressTimeNs;
            firstNs = events++ == 0 ? timeNs : firstNs;
            if (events % REPORT_EVENTS == 0) {
                progress.at(timeNs - firstNs, Math.min(toNs, wallNs()) - firstNs);
            }
        }

        private static long wallNs() {
            return System.currentTimeMillis() * 1_000_000L;
        }
    }

    private AlarmReport run(long fromNs, long toNs, int positions, Steps steps) {
        boolean isNew = session.lastSequence() == 0;
        long sinceNs = !isNew ? fromNs : session.hasNext() ? Math.max(fromNs, session.event().ingressTimeNs) : fromNs;
        if (toNs <= sinceNs) {
            throw new ReplayException(
                    "the span ends before the first event that is recorded, of " + Instant.ofEpochSecond(0, sinceNs));
        }
        if (fromNs > 0 && sinceNs > fromNs) {
            begin = List.of(
                    "nothing is recorded before " + Instant.ofEpochSecond(0, sinceNs) + ": the figures begin there");
        }
        span.begin(session.site(), session.alarms(), sinceNs);
        active.begin(session.site(), session.alarms(), sinceNs);
        rates = new Rates(sinceNs);
        lastNs = sinceNs;
        while (session.hasNext() && session.event().ingressTimeNs < toNs) {
            session.execute();
            count();
            steps.onExecuted(session);
        }
        long untilNs = toNs == Long.MAX_VALUE ? lastNs : toNs;
        return report(sinceNs, untilNs, positions);
    }

    private void count() {
        Event event = session.event();
        lastNs = event.ingressTimeNs;
        if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
            configurations++;
        }
        SitePlan site = session.site();
        for (int i = 0; i < session.resultCount(); i++) {
            Result result = session.result(i);
            if (result.kind() == Result.ALARM) {
                count(result, site);
            }
        }
    }

    private void count(Result result, SitePlan site) {
        int id = result.id();
        AlarmInput input = AlarmInput.ofCode((int) result.ref());
        inputs.merge(input, 1L, Long::sum);
        long before = span.annunciations(id);
        span.onResult(result, site);
        if (span.annunciations(id) > before) {
            rates.add(result.timeNs());
        }
        if (input == AlarmInput.ACTIVATE) {
            active.onActive(id, result.timeNs());
        } else if (input == AlarmInput.RETURN) {
            active.onReturn(id, result.timeNs());
        }
    }

    private AlarmReport report(long fromNs, long toNs, int positions) {
        SitePlan site = session.site();
        AlarmFigures figures = new AlarmFigures();
        span.read(figures, site, session.alarms(), toNs);
        active.end(site, session.alarms(), toNs);
        TimeCounts returns = active.returns();
        return new AlarmReport(
                site.name(),
                fromNs,
                toNs,
                session.lastSequence(),
                positions,
                figures,
                rates.mostInAnHour(),
                active.mostStaleOnADay(),
                most(span::annunciations, figures.annunciations),
                most(span::chattering, figures.chatteringAnnunciations),
                most(span::fleeting, figures.fleeting),
                listed(),
                inputs,
                new AlarmReport.Times(
                        figures.acknowledgements,
                        figures.acknowledgedMedianNs,
                        figures.acknowledged90Ns,
                        figures.acknowledged99Ns,
                        returns.count(),
                        returns.percentileNs(50),
                        returns.percentileNs(90),
                        returns.percentileNs(99)),
                configurations,
                areas(figures.annunciations),
                rates.bars(fromNs, toNs),
                notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(begin);
        notes.addAll(session.unusableSnapshots());
        notes.addAll(session.mismatches());
        return List.copyOf(notes);
    }

    private List<Frequent> most(IntToLongFunction counts, long all) {
        SitePlan site = session.site();
        List<Frequent> frequent = new ArrayList<>();
        for (int id = 0; id < site.alarmCount(); id++) {
            long count = counts.applyAsLong(id);
            if (count > 0) {
                AlarmDefinition alarm = site.alarm(id);
                frequent.add(new Frequent(
                        site.alarmName(id), alarm == null ? 0 : alarm.priority(), count, (double) count / all));
            }
        }
        frequent.sort(Comparator.comparingLong(Frequent::count).reversed());
        return List.copyOf(frequent.subList(0, Math.min(MOST, frequent.size())));
    }

    private List<AlarmReport.AreaCount> areas(long all) {
        SitePlan site = session.site();
        Map<String, Long> counts = new HashMap<>();
        for (int id = 0; id < site.alarmCount(); id++) {
            long count = span.annunciations(id);
            if (count > 0) {
                AlarmDefinition alarm = site.alarm(id);
                counts.merge(alarm == null ? "" : SiteAreas.of(alarm, site), count, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry ->
                        new AlarmReport.AreaCount(entry.getKey(), entry.getValue(), (double) entry.getValue() / all))
                .sorted(Comparator.comparingLong(AlarmReport.AreaCount::annunciations)
                        .reversed()
                        .thenComparing(AlarmReport.AreaCount::area))
                .toList();
    }

    private List<AlarmReport.Listed> listed() {
        SitePlan site = session.site();
        List<AlarmReport.Listed> listed = new ArrayList<>();
        AlarmSnapshot alarm = new AlarmSnapshot();
        for (int id = 0; id < site.alarmCount(); id++) {
            if (site.alarm(id) != null
                    && session.alarms().read(id, alarm)
                    && alarm.isEnabled
                    && alarm.state.isStanding()) {
                listed.add(new AlarmReport.Listed(
                        site.alarmName(id),
                        alarm.state,
                        site.alarm(id).priority(),
                        alarm.isActive ? alarm.activeSinceNs : 0,
                        alarm.shelvedUntilNs,
                        alarm.changedNs));
            }
        }
        return List.copyOf(listed);
    }
}
