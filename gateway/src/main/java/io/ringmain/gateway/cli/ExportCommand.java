package io.ringmain.gateway.cli;

import io.ringmain.core.tag.Glob;
import io.ringmain.historian.export.Export;
import io.ringmain.historian.export.ExportFormat;
import io.ringmain.historian.export.ExportReport;
import io.ringmain.historian.export.ExportRequest;
import io.ringmain.historian.export.NoSuchTagsException;
import io.ringmain.historian.files.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description =
                "Write the samples of a data folder's journal to a file, also while a site writes it; exit code 4 when"
                        + " the journal is damaged: what is good is exported, and the damage named.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = "--tags",
            paramLabel = "GLOB",
            split = ",",
            description = "Names of tags, * for any characters; several with commas. All tags if not set.")
    private List<String> tags = List.of("*");

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = TimeConverter.class,
            description = "First moment, like 2026-11-21T03:07:34.5Z or 2026-11-21; the journal's begin if not set.")
    private Long fromNs;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = TimeConverter.class,
            description = "Moment behind the last one; the journal's end if not set.")
    private Long toNs;

    @Option(
            names = "--by",
            paramLabel = "TIME",
            description =
                    "source: the span is of source times, as in trends (if not set); ingress: of times of intake, which"
                            + " reads only that part of the journal.")
    private String by = "source";

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "csv or parquet.")
    private String format;

    @Option(
            names = "--exact-text",
            description =
                    "csv: write texts as they are. If not set, an apostrophe stands before those that a spreadsheet"
                            + " would take for a formula, and before those that begin with one.")
    private boolean isExact;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file, which is replaced when the new one is complete; csv goes to stdout if not set.")
    private Path out;

    @Option(names = "--json", description = "Say in JSON what was exported; needs --out.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ExportRequest request = request();
        ExportFormat chosen = format();
        Path data = folder.existing();
        if (out == null) {
            if (chosen == ExportFormat.PARQUET || isJson) {
                throw refused("--out is missing: only csv without --json goes to stdout");
            }
            PrintWriter stdout = spec.commandLine().getOut();
            try {
                ExportReport report = export(data, request, chosen, new WriterStream(stdout));
                stdout.flush();
                return end(report);
            } catch (WriterStream.ClosedException e) {
                return ExitCode.DONE; // whether it is a failure is decided for all commands alike
            }
        }
        if (Files.isDirectory(out)) {
            throw refused("--out: " + out + " is a folder, must be a file");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            throw refused("--out: there is no folder " + parent);
        }
        ExportReport report = export(data, request, chosen, null);
        if (isJson) {
            spec.commandLine().getOut().println(Json.line(json(report)));
        } else {
            spec.commandLine()
                    .getOut()
                    .println(out + ": " + report.rows() + " samples, " + report.tags() + " tags match, "
                            + report.bytes() + " bytes");
        }
        return end(report);
    }

    private ExportReport export(Path data, ExportRequest request, ExportFormat chosen, WriterStream stdout)
            throws IOException {
        try (Interruption interruption = new Interruption();
                ProgressLine line = new ProgressLine(spec.commandLine().getErr(), "exporting")) {
            Progress progress = line.endedBy(interruption);
            return stdout == null
                    ? Export.toFile(data, request, chosen, out, progress)
                    : Export.toStream(data, request, chosen, stdout, progress);
        } catch (NoSuchTagsException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "--tags: no tag of this journal is called " + String.join(" or ", tags)
                            + (out == null ? "" : "; nothing was written"));
        }
    }

    private int end(ExportReport report) {
        for (String damage : report.damage()) {
            spec.commandLine().getErr().println("ringmain: the journal is damaged: " + Failures.oneLine(damage));
        }
        return report.isComplete() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private ExportRequest request() {
        long from = fromNs == null ? Long.MIN_VALUE : fromNs;
        long to = toNs == null ? Long.MAX_VALUE : toNs;
        if (to < from) {
            throw refused("--to is before --from");
        }
        return new ExportRequest(
                tags.stream().map(Glob::new).toList(),
                from,
                to,
                switch (by.toLowerCase(Locale.ROOT)) {
                    case "source" -> ExportRequest.By.SOURCE;
                    case "ingress" -> ExportRequest.By.INGRESS;
                    default -> throw refused("--by: '" + by + "' is not allowed, must be source or ingress");
                });
    }

    private ExportFormat format() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> isExact ? ExportFormat.CSV_EXACT : ExportFormat.CSV;
            case "parquet" -> ExportFormat.PARQUET;
            default -> throw refused("--format: '" + format + "' is not allowed, must be csv or parquet");
        };
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Map<String, Object> json(ExportReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", out.toString());
        json.put("format", format.toLowerCase(Locale.ROOT));
        json.put("samples", report.rows());
        json.put("tags", report.tags());
        json.put("bytes", report.bytes());
        json.put("damage", report.damage());
        return json;
    }
}
