package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Glob;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.historian.export.Export;
import io.ringmain.historian.export.ExportFormat;
import io.ringmain.historian.export.ExportReport;
import io.ringmain.historian.export.ExportRequest;
import io.ringmain.historian.export.NoSuchTagsException;
import java.io.IOException;
import java.util.List;

/** Samples of the journal as CSV or Parquet. */
public final class ExportKind implements JobKind {
    private final JobSite site;

    public ExportKind(JobSite site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "export";
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
        request(parameters);
        format(parameters);
    }

    private static Parameters read(JsonNode parameters) {
        return Parameters.of(parameters, "tags", "from", "to", "by", "format", "exactText");
    }

    private static ExportRequest request(JsonNode parameters) {
        Parameters given = read(parameters);
        long from = given.time("from", Long.MIN_VALUE);
        long to = given.time("to", Long.MAX_VALUE);
        if (to < from) {
            throw Parameters.refused("to: must not be before from");
        }
        String by = given.oneOf("by", "source", "source", "ingress");
        return new ExportRequest(
                given.texts("tags", List.of("*")).stream().map(Glob::new).toList(),
                from,
                to,
                by.equals("source") ? ExportRequest.By.SOURCE : ExportRequest.By.INGRESS);
    }

    private static ExportFormat format(JsonNode parameters) {
        Parameters given = read(parameters);
        String format = given.oneOf("format", "csv", "csv", "parquet");
        boolean isExact = given.flag("exactText", false);
        if (format.equals("parquet")) {
            if (isExact) {
                throw Parameters.refused("exactText: is for csv; parquet has all texts as they are");
            }
            return ExportFormat.PARQUET;
        }
        return isExact ? ExportFormat.CSV_EXACT : ExportFormat.CSV;
    }

    @Override
    public void run(JobRun run) throws Exception {
        ExportFormat format = format(run.parameters());
        ExportReport report = export(run, format);
        run.throwIfCancelled();
        run.progress(1, report.rows() + " samples of " + report.tags() + " tags");
        if (!report.isComplete()) {
            throw new JobFailure(
                    "journal-damaged",
                    "The journal is damaged; what is good was exported: " + String.join("; ", report.damage()));
        }
    }

    private ExportReport export(JobRun run, ExportFormat format) throws IOException, JobFailure {
        boolean isParquet = format == ExportFormat.PARQUET;
        try {
            return Export.toFile(
                    site.dataFolder(),
                    request(run.parameters()),
                    format,
                    isParquet
                            ? run.result("history.parquet", "application/vnd.apache.parquet")
                            : run.result("history.csv", "text/csv; charset=utf-8"),
                    run.steps("exporting"));
        } catch (NoSuchTagsException e) {
            throw new JobFailure("tags-unknown", "tags: no tag of the journal has any of these names.");
        }
    }
}
