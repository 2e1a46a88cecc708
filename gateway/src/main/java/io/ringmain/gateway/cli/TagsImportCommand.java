package io.ringmain.gateway.cli;

import io.ringmain.gateway.command.ConfigurationImport.Counts;
import io.ringmain.gateway.command.FileImport;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Place;
import io.ringmain.gateway.config.Problem;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.csv.RowFault;
import io.ringmain.gateway.csv.TagTable;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.DataFolderLock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description =
                "Read a CSV table of tags into the files of changes beside the site file, all rows or none; exit code 2"
                        + " when one is not sound. The site must not run: to one that does, POST the file to"
                        + " /api/v1/tags:import.")
final class TagsImportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private NamedSite site;

    @Parameters(paramLabel = "FILE.csv", description = "The table, as 'tags export' writes it.")
    private Path file;

    @Option(
            names = "--dry-run",
            description = "Change nothing, only say what would be done and what is wrong; also while the site runs.")
    private boolean isTried;

    @Option(names = "--replace", description = "Remove the tags that are not in the table.")
    private boolean isReplacing;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        TagTable table;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            table = TagTable.read(in);
        }
        if (!table.faults().isEmpty()) {
            return refused(new Counts(0, 0, 0, 0), table.faults());
        }
        Extensions extensions = Extensions.find();
        SiteConfiguration seen = site.read(extensions);
        if (isTried) {
            return run(table, seen, extensions);
        }
        Path data = seen.settings().core().dataFolder();
        if (ChronicleJournalStore.isInUse(data)) {
            throw new CommandFailure(
                    ExitCode.NOT_REACHABLE,
                    "the site runs on " + data + ", and nothing was changed: stop it, or import while it runs with"
                            + " curl --data-binary @" + file
                            + " -H 'Authorization: Bearer TOKEN' URL/api/v1/tags:import");
        }
        if (!Files.isDirectory(data)) {
            return run(table, seen, extensions); // it has never run
        }
        DataFolderLock lock = DataFolderLock.take(data);
        try {
            return run(table, site.read(extensions), extensions); // nobody else changes it from here on
        } finally {
            lock.close();
        }
    }

    private int run(TagTable table, SiteConfiguration present, Extensions extensions)
            throws ConfigurationException, IOException {
        FileImport.Result result;
        try (Interruption interruption = new Interruption();
                ProgressLine line = new ProgressLine(spec.commandLine().getErr(), "importing")) {
            result = new FileImport(present, extensions.machines(), extensions.connectors())
                    .tried(table.bundle(), isReplacing, table, line.endedBy(interruption));
        }
        if (!result.faults().isEmpty()) {
            return refused(
                    result.counts(),
                    result.faults().stream()
                            .map(fault -> table.place(fault.place(), fault.message()))
                            .toList());
        }
        present.superseded().forEach(spec.commandLine().getErr()::println);
        boolean isWritten = !isTried && !result.isNothing();
        if (isWritten) {
            result.managed().prepare().commit();
        }
        Counts counts = result.counts();
        String end = isTried
                ? "a dry run, nothing was changed"
                : isWritten ? "kept in " + present.managed().place(Section.TAGS) : "nothing to be changed";
        spec.commandLine()
                .getOut()
                .println(
                        isJson
                                ? json(counts, !isTried, List.of())
                                : file + ": " + counts.created() + " created, " + counts.changed() + " changed, "
                                        + counts.unchanged() + " unchanged, " + counts.removed() + " removed; " + end);
        return ExitCode.DONE;
    }

    private int refused(Counts counts, List<RowFault> faults) throws ConfigurationException {
        if (isJson) {
            spec.commandLine().getOut().println(json(counts, false, faults));
            return ExitCode.REFUSED;
        }
        throw new ConfigurationException(faults.stream()
                .map(fault ->
                        new Problem(new Place(file.toString(), (int) fault.line()), fault.column(), fault.message()))
                .toList());
    }

    private String json(Counts counts, boolean isApplied, List<RowFault> faults) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("site", site.toString());
        json.put("dryRun", isTried);
        json.put("created", counts.created());
        json.put("changed", counts.changed());
        json.put("unchanged", counts.unchanged());
        json.put("removed", counts.removed());
        json.put("applied", isApplied);
        json.put(
                "errors",
                faults.stream()
                        .map(fault ->
                                Map.of("line", fault.line(), "column", fault.column(), "message", fault.message()))
                        .toList());
        return Json.line(json);
    }
}
