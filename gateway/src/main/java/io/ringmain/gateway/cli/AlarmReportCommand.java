package io.ringmain.gateway.cli;

import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.gateway.view.AlarmReportView;
import io.ringmain.gateway.view.Json;
import io.ringmain.historian.files.CheckedFile;
import io.ringmain.historian.report.AlarmReport;
import io.ringmain.historian.report.AlarmReportHtml;
import io.ringmain.historian.report.AlarmReporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "alarms",
        description = "The alarm figures of ISA-18.2 and EEMUA 191 over a span, against their targets.")
final class AlarmReportCommand implements Callable<Integer> {
    private static final int MOST_POSITIONS = 1_000;

    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = TimeConverter.class,
            description = "First moment, like 2026-11-21T03:07:34Z or 2026-11-21; the journal's begin if not set.")
    private long fromNs;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = TimeConverter.class,
            description = "Moment behind the last one; the last event if not set.")
    private long toNs = Long.MAX_VALUE;

    @Option(
            names = "--positions",
            paramLabel = "N",
            description = "Operator positions that the alarms are shared by; ${DEFAULT-VALUE} if not set.")
    private int positions = 1;

    @Option(
            names = "--machines",
            paramLabel = "FOLDER",
            description = "Folder of jars of user machines, as site.machine-folder in the site file.")
    private Path machines;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one HTML page.")
    private Path html;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (toNs <= fromNs) {
            throw new ParameterException(spec.commandLine(), "--to must be behind --from");
        }
        if (positions < 1 || positions > MOST_POSITIONS) {
            throw new ParameterException(
                    spec.commandLine(), "--positions " + positions + " is not allowed, must be 1 to " + MOST_POSITIONS);
        }
        if (html != null && !Files.isDirectory(html.toAbsolutePath().getParent())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--html: there is no folder " + html.toAbsolutePath().getParent());
        }
        AlarmReport report = report(Extensions.find().recorded(folder.existing(), machines));
        PrintWriter out = spec.commandLine().getOut();
        if (html != null) {
            CheckedFile.write(html, ByteBuffer.wrap(AlarmReportHtml.of(report).getBytes(StandardCharsets.UTF_8)));
        }
        if (isJson) {
            out.println(new String(Json.bytes(json -> AlarmReportView.write(json, report)), StandardCharsets.UTF_8));
        } else if (html == null) {
            new AlarmReportText(report, out).print();
        } else {
            out.println(html + ": " + report.figures().annunciations + " annunciations");
        }
        return ExitCode.DONE;
    }

    private AlarmReport report(ReplaySource source) {
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "executing")) {
            return AlarmReporter.of(source, fromNs, toNs, positions, progress);
        } catch (ReplayException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
    }
}
