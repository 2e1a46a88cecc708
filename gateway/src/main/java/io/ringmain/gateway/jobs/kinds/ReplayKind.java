package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.recorded.ReplayFigures;

/** Executes a span of the journal again and says what state is behind it. */
public final class ReplayKind implements JobKind {
    private final JobSite site;

    public ReplayKind(JobSite site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Permission permission() {
        return Permission.TIME_TRAVEL;
    }

    @Override
    public Place place() {
        return Place.ANYWHERE;
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters given = Parameters.of(parameters, "from", "to");
        RecordedWork.requireOrder(
                RecordedWork.point(given, "from", ReplayPoint.BEGIN), RecordedWork.point(given, "to", ReplayPoint.END));
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters given = Parameters.of(run.parameters(), "from", "to");
        ReplayPoint from = RecordedWork.point(given, "from", ReplayPoint.BEGIN);
        ReplayPoint to = RecordedWork.point(given, "to", ReplayPoint.END);
        RecordedWork.guarded(run, () -> execute(run, from, to));
    }

    private void execute(JobRun run, ReplayPoint from, ReplayPoint to) throws Exception {
        ReplayListener steps = RecordedWork.steps(site, run, to, "executing");
        try (ReplaySession session = ReplaySession.open(site.recorded(), from, steps)) {
            long before = session.events();
            session.runTo(to, steps);
            run.throwIfCancelled();
            long events = session.events() - before;
            if (events == 0 && !(from.equals(ReplayPoint.BEGIN) && to.equals(ReplayPoint.END))) {
                throw new JobFailure("span-empty", "No event is recorded from 'from' to 'to'.");
            }
            ResultText.json(run, "replay.json", ReplayFigures.of(session, events));
            run.progress(1, events + " events");
        }
    }
}
