package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.whatif.Renames;
import io.ringmain.core.whatif.WhatIf;
import io.ringmain.core.whatif.WhatIfReport;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.WhatIfView;
import io.ringmain.historian.report.WhatIfHtml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Executes the recorded inputs against another site, by names, and tells what alarms and commands would have done. The other
 * site comes as text; what it includes and its folder of machines are not read.
 */
public final class WhatIfKind implements JobKind {
    private static final String[] NAMES = {"site", "renames", "from", "to", "format"};

    private final JobSite site;

    public WhatIfKind(JobSite site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "what-if";
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
        Parameters given = Parameters.of(parameters, NAMES);
        given.requiredText("site");
        given.oneOf("format", "html", "html", "json");
        try {
            new Renames(given.textMap("renames"));
        } catch (IllegalArgumentException e) {
            throw Parameters.refused("renames: " + e.getMessage());
        }
        RecordedWork.requireOrder(
                RecordedWork.point(given, "from", ReplayPoint.BEGIN), RecordedWork.point(given, "to", ReplayPoint.END));
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters given = Parameters.of(run.parameters(), NAMES);
        SiteDefinition other = other(given.requiredText("site"), run.folder());
        ReplayPoint from = RecordedWork.point(given, "from", ReplayPoint.BEGIN);
        ReplayPoint to = RecordedWork.point(given, "to", ReplayPoint.END);
        RecordedWork.guarded(run, () -> {
            WhatIfReport report = WhatIf.run(
                    site.recorded(),
                    other,
                    new Renames(given.textMap("renames")),
                    from,
                    to,
                    RecordedWork.steps(site, run, to, "executing"));
            run.throwIfCancelled();
            if (given.text("format", "html").equals("html")) {
                ResultText.text(run, "what-if.html", ResultText.HTML, WhatIfHtml.of(report));
            } else {
                byte[] json = Json.bytes(out -> WhatIfView.write(out, report));
                ResultText.text(run, "what-if.json", ResultText.JSON, new String(json, StandardCharsets.UTF_8));
            }
        });
    }

    private SiteDefinition other(String text, Path folder) throws JobFailure {
        Overrides alone = new Overrides(Map.of("site.data", new Overrides.Flag("data", folder.toString())), Map.of());
        try {
            return SiteFile.read(new SiteText(text, folder), alone, machineFolder -> site.machines(), site.connectors())
                    .site();
        } catch (ConfigurationException e) {
            throw new JobFailure(
                    "site-unsound",
                    e.problems().stream().map(String::valueOf).limit(10).collect(Collectors.joining("; ")));
        }
    }
}
