package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.view.AlarmReportView;
import io.ringmain.gateway.view.Json;
import io.ringmain.historian.report.AlarmReport;
import io.ringmain.historian.report.AlarmReportHtml;
import io.ringmain.historian.report.AlarmReporter;
import java.nio.charset.StandardCharsets;

/** The alarm figures of ISA-18.2 and EEMUA 191 over a span, as a page or as JSON. */
public final class ReportKind implements JobKind {
    private static final String[] NAMES = {"report", "from", "to", "positions", "format"};
    private static final int MOST_POSITIONS = 1_000;

    private final JobSite site;

    public ReportKind(JobSite site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public Permission permission() {
        return Permission.VIEW;
    }

    @Override
    public Place place() {
        return Place.ANYWHERE;
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters given = Parameters.of(parameters, NAMES);
        given.oneOf("report", "alarms", "alarms");
        given.whole("positions", 1, 1, MOST_POSITIONS);
        given.oneOf("format", "html", "html", "json");
        if (from(given) >= to(given)) {
            throw Parameters.refused("to: must be behind from");
        }
    }

    private static long from(Parameters given) {
        return given.time("from", 0);
    }

    private static long to(Parameters given) {
        return given.time("to", Long.MAX_VALUE);
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters given = Parameters.of(run.parameters(), NAMES);
        RecordedWork.guarded(run, () -> {
            AlarmReport report = AlarmReporter.of(
                    site.recorded(),
                    from(given),
                    to(given),
                    given.whole("positions", 1, 1, MOST_POSITIONS),
                    run.steps("executing"));
            run.throwIfCancelled();
            if (given.text("format", "html").equals("html")) {
                ResultText.text(run, "alarms.html", ResultText.HTML, AlarmReportHtml.of(report));
            } else {
                byte[] json = Json.bytes(out -> AlarmReportView.write(out, report));
                ResultText.text(run, "alarms.json", ResultText.JSON, new String(json, StandardCharsets.UTF_8));
            }
        });
    }
}
