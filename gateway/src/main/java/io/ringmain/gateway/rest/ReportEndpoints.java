package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.view.AlarmReportView;
import io.ringmain.gateway.view.Problem;
import io.ringmain.historian.journal.DamagedJournalException;
import io.ringmain.historian.report.AlarmReport;
import io.ringmain.historian.report.AlarmReporter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Reports on past spans, made by executing the journal again, one at a time. */
final class ReportEndpoints {
    private static final long DEFAULT_SPAN_NS = TimeUnit.DAYS.toNanos(1);
    private static final long LONGEST_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int RETRY_SECONDS = 60;
    private static final int MOST_POSITIONS = 1_000;

    private final ReplaySource recorded;
    private final Plant plant;

    ReportEndpoints(RestContext context) {
        recorded = context.recorded();
        plant = context.plant();
    }

    List<Route> routes() {
        return List.of(new Route(
                "GET",
                "/api/v1/alarms/report",
                Permission.VIEW,
                Lane.LONG,
                Set.of("from", "to", "positions"),
                this::alarms));
    }

    private CompletionStage<Answer> alarms(Call call) {
        long now = plant.nowNs();
        long to = call.query("to").isEmpty() ? now : Math.min(now, HistoryEndpoints.time(call, "to"));
        long from = call.query("from").isEmpty() ? to - DEFAULT_SPAN_NS : HistoryEndpoints.time(call, "from");
        int positions = call.queryInt("positions", 1, 1, MOST_POSITIONS);
        if (from >= to) {
            throw Problem.badRequest("from: must be before to, and in the past");
        }
        if (recorded == null) {
            throw Problem.unavailable("journal-unavailable", "This site has no journal to read.", RETRY_SECONDS);
        }
        AlarmReport report = report(from, to, positions);
        return Answer.json(out -> AlarmReportView.write(out, report)).now();
    }

    private AlarmReport report(long from, long to, int positions) {
        long begun = System.nanoTime();
        try {
            return AlarmReporter.of(recorded, from, to, positions, (done, whole) -> {
                if (System.nanoTime() - begun > LONGEST_NS
                        || Thread.currentThread().isInterrupted()) {
                    throw new Problem(
                            422,
                            "span-too-long",
                            "A report over this span takes longer than 60 s; ask for a shorter or later one, or use"
                                    + " 'ringmain report alarms'.");
                }
            });
        } catch (ReplayException e) {
            throw new Problem(422, "span-not-kept", e.getMessage());
        } catch (DamagedJournalException e) {
            throw new Problem(500, "journal-damaged", "The journal is damaged: " + e.getMessage());
        }
    }
}
