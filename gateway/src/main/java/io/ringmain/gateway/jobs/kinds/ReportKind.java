package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.render.PageRenderer;
import io.ringmain.gateway.render.RenderSettings;
import io.ringmain.gateway.view.AlarmReportView;
import io.ringmain.gateway.view.Json;
import io.ringmain.historian.report.AlarmReport;
import io.ringmain.historian.report.AlarmReportHtml;
import io.ringmain.historian.report.AlarmReporter;
import java.nio.charset.StandardCharsets;

/** The alarm figures of ISA-18.2 and EEMUA 191 over a span; or any page of the HMI. */
public final class ReportKind implements JobKind {
    private static final String[] NAMES = {"report", "from", "to", "positions", "format", "page", "width", "height"};
    private static final int MOST_POSITIONS = 1_000;

    private final JobSite site;
    private final ReportOutput output;

    /** In a process that serves no pages; its browsers end with their work, or with the process. */
    public ReportKind(JobSite site) {
        this(site, new ReportOutput(new PageRenderer(RenderSettings.DEFAULT), null));
    }

    public ReportKind(JobSite site, ReportOutput output) {
        this.site = site;
        this.output = output;
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

    /** A page is that of the site's own server. */
    @Override
    public Place place(JsonNode parameters) {
        return parameters.has("page") ? Place.SITE : place();
    }

    @Override
    public boolean isInUsersSession(JsonNode parameters) {
        return parameters.has("page");
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters given = Parameters.of(parameters, NAMES);
        given.oneOf("report", "alarms", "alarms");
        given.whole("positions", 1, 1, MOST_POSITIONS);
        given.oneOf("format", "html", ReportOutput.FORMATS);
        output.validate(given);
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
        if (given.has("page")) {
            output.page(run, given);
            return;
        }
        RecordedWork.guarded(run, () -> {
            AlarmReport report = AlarmReporter.of(
                    site.recorded(),
                    from(given),
                    to(given),
                    given.whole("positions", 1, 1, MOST_POSITIONS),
                    run.steps("executing"));
            run.throwIfCancelled();
            if (ReportOutput.isRendered(given)) {
                output.html(run, given, "alarms", AlarmReportHtml.of(report));
            } else if (given.text("format", "html").equals("html")) {
                ResultText.text(run, "alarms.html", ResultText.HTML, AlarmReportHtml.of(report));
            } else {
                byte[] json = Json.bytes(out -> AlarmReportView.write(out, report));
                ResultText.text(run, "alarms.json", ResultText.JSON, new String(json, StandardCharsets.UTF_8));
            }
        });
    }
}
