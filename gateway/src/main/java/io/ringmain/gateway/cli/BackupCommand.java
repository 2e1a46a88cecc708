package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.historian.backup.Backup;
import io.ringmain.historian.backup.BackupReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description =
                "Write a data folder into one file, also while its site runs; exit code 4 when the journal is"
                        + " damaged: what is there is taken, and the damage named. The file holds password hashes and keys, and only its owner may read it.")
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The archive (ZIP), which is replaced when the new one is complete.")
    private Path out;

    @Option(
            names = "--site",
            paramLabel = "SITE.yaml",
            description = "Take the site file, what it includes and its jars of user machines, too.")
    private Path site;

    @Option(names = "--machines", paramLabel = "FOLDER", description = "Take the jars of user machines in this folder.")
    private Path machines;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigurationException {
        Path data = folder.existing();
        requireOut(data);
        SiteFiles extras = SiteFiles.of(site, machines);
        BackupReport report;
        try (Interruption interruption = new Interruption();
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "backing up")) {
            report = Backup.create(data, extras.files(), extras.jars(), out, progress.endedBy(interruption));
        }
        if (isJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", out.toString());
            json.put("bytes", report.archiveBytes());
            json.put("files", report.files());
            json.put("contentBytes", report.contentBytes());
            json.put("lastSequence", report.lastSequence());
            json.put("damage", report.damage());
            json.put("notes", extras.notes());
            spec.commandLine().getOut().println(Json.line(json));
        } else {
            spec.commandLine()
                    .getOut()
                    .println(out + ": " + report.files() + " files, " + report.contentBytes() + " bytes in "
                            + report.archiveBytes() + ", journal up to sequence " + report.lastSequence());
        }
        if (!isJson) {
            extras.notes().forEach(line -> spec.commandLine().getErr().println("note: " + line));
        }
        report.damage()
                .forEach(line -> spec.commandLine().getErr().println("ringmain: the journal is damaged: " + line));
        return report.damage().isEmpty() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private void requireOut(Path data) throws IOException {
        Path parent = out.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(out)) {
            throw refused(out + " is a folder, must be a file");
        }
        if (parent == null || !Files.isDirectory(parent)) {
            throw refused("there is no folder " + parent);
        }
        if (parent.toRealPath().startsWith(data.toRealPath())) {
            throw refused(out + " is in the data folder itself, must be elsewhere");
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), "--out: " + message);
    }
}
