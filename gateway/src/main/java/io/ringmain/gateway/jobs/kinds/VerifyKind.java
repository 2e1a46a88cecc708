package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.recorded.ReplayFigures;
import io.ringmain.gateway.recorded.Verification;
import io.ringmain.historian.audit.AuditCheck;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks the journal (digests, order, hash chain, signatures), or executes it again and compares every result and state
 * hash, or both. It fails when something differs, and when nothing was compared.
 */
public final class VerifyKind implements JobKind {
    private static final String[] NAMES = {"what", "from", "to"};

    private final JobSite site;

    public VerifyKind(JobSite site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public Permission permission() {
        return Permission.VIEW_SYSTEM;
    }

    @Override
    public Place place() {
        return Place.ANYWHERE;
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters given = Parameters.of(parameters, NAMES);
        if (what(given).equals("journal") && (given.has("from") || given.has("to"))) {
            throw Parameters.refused("from, to: are for 'what' replay or all; the journal is checked as a whole");
        }
        RecordedWork.requireOrder(
                RecordedWork.point(given, "from", ReplayPoint.BEGIN), RecordedWork.point(given, "to", ReplayPoint.END));
    }

    private static String what(Parameters given) {
        return given.oneOf("what", "all", "journal", "replay", "all");
    }

    @Override
    public void run(JobRun run) throws Exception {
        RecordedWork.guarded(run, () -> verify(run));
    }

    private void verify(JobRun run) throws Exception {
        Parameters given = Parameters.of(run.parameters(), NAMES);
        String what = what(given);
        Map<String, Object> found = new LinkedHashMap<>();
        String problem = "";
        if (!what.equals("replay")) {
            Verification journal = Verification.of(
                    site.dataFolder(),
                    new AuditCheck(site.dataFolder()),
                    run.steps("checking records"),
                    run.steps("checking signatures"));
            run.throwIfCancelled();
            found.put("journal", journal.figures());
            problem = journal.isPassed()
                    ? ""
                    : journal.problems().size() + " findings in the journal, the first: "
                            + journal.problems().get(0);
        }
        if (!what.equals("journal")) {
            ReplayPoint from = RecordedWork.point(given, "from", ReplayPoint.BEGIN);
            ReplayPoint to = RecordedWork.point(given, "to", ReplayPoint.END);
            Replay.Report report =
                    Replay.verify(site.recorded(), from, to, RecordedWork.steps(site, run, to, "executing"));
            run.throwIfCancelled();
            boolean isReached = report.events() > 0 && from.isReached(report.lastSequence(), report.lastTimeNs());
            boolean isPassed = report.isVerified() && !report.isStopped() && isReached;
            found.put("replay", ReplayFigures.of(report, isPassed));
            problem = !problem.isEmpty() || isPassed ? problem : difference(report, isReached);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("verified", problem.isEmpty());
        result.putAll(found);
        ResultText.json(run, "verification.json", result);
        if (!problem.isEmpty()) {
            throw new JobFailure("not-verified", "Not verified: " + problem);
        }
        run.progress(1, "verified");
    }

    private static String difference(Replay.Report report, boolean isReached) {
        if (!report.difference().isEmpty()) {
            return report.difference();
        }
        return isReached
                ? "nothing was compared in " + report.events() + " events"
                : "no event is recorded from 'from' to 'to'";
    }
}
