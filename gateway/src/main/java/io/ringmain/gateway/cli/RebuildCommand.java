package io.ringmain.gateway.cli;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.JournalEpoch;
import io.ringmain.historian.journal.Salvage;
import io.ringmain.historian.questdb.QuestDbRebuild;
import io.ringmain.historian.questdb.QuestDbSettings;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.records.RecordsRebuild;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        description = {
            "Make what is looked up of a journal anew: alarms, events, log book and audit in an SQL database, or samples in"
                    + " QuestDB. What was in the tables is deleted. No site may run on the data folder meanwhile."
        })
final class RebuildCommand implements Callable<Integer> {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String SQL_PASSWORD = "RINGMAIN_HISTORIAN_SQL_PASSWORD";
    private static final String QUESTDB_PASSWORD = "RINGMAIN_HISTORIAN_QUESTDB_PASSWORD";

    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "URL",
            description = {
                "jdbc:sqlite:FOLDER (the data folder for a site's own), jdbc:postgresql://host/database,"
                        + " jdbc:mariadb://host/, or http://host:9000 for QuestDB."
            })
    private String url;

    @Option(names = "--user", paramLabel = "NAME", description = "User of the server.")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = {
                "File with the password; otherwise it is taken from " + SQL_PASSWORD + " or " + QUESTDB_PASSWORD + "."
            })
    private Path passwordFile;

    @Option(
            names = "--schema-prefix",
            paramLabel = "TEXT",
            description = "As historian.sql.schema-prefix in the site file.")
    private String schemaPrefix = "";

    @Option(
            names = "--machines",
            paramLabel = "FOLDER",
            description = "Folder of jars of user machines, for the names of their states; as site.machine-folder.")
    private Path machineFolder;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path data = folder.existing();
        boolean isQuestDb = url.startsWith("http://") || url.startsWith("https://");
        if (!isQuestDb && !url.startsWith("jdbc:")) {
            throw refused("must be like jdbc:sqlite:FOLDER, jdbc:postgresql://host/database, jdbc:mariadb://host/ or"
                    + " http://host:9000");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("into", url);
        if (!Files.isDirectory(data.resolve("journal"))) {
            throw new CommandFailure(ExitCode.NOT_REACHABLE, "there is no journal in " + data);
        }
        // held, so that no site writes the same tables
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "rebuilding")) {
            long last = last(data);
            result.put("first", ChronicleJournalStore.firstKept(data));
            if (isQuestDb) {
                samples(data, progress, last, result);
            } else {
                records(data, store, progress, last, result);
            }
        }
        spec.commandLine().getOut().println(isJson ? Json.line(result) : text(result));
        long first = ((Number) result.get("first")).longValue();
        if (first > 1) {
            spec.commandLine()
                    .getErr()
                    .println("missing, as retention has deleted them of the journal: sequences 1 to " + (first - 1));
        }
        List<?> damage = (List<?>) result.get("damage");
        damage.forEach(line -> spec.commandLine().getErr().println("missing, as the journal is damaged: " + line));
        return damage.isEmpty() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private static String text(Map<String, Object> result) {
        return result.get("into") + ": " + result.get("rows") + " rows up to sequence " + result.get("sequence")
                + (((Number) result.get("refused")).longValue() == 0
                        ? ""
                        : ", " + result.get("refused") + " rows were refused and put aside");
    }

    private void records(
            Path data, ChronicleJournalStore store, ProgressLine progress, long last, Map<String, Object> result)
            throws InterruptedException {
        DatabaseSettings settings = settings();
        Map<String, MachineDeclaration> machines = machines();
        try {
            Database database = Database.open(settings, Records.SCHEMA);
            try {
                RecordsRebuild.Report report = RecordsRebuild.run(
                        database,
                        data,
                        store::reader,
                        new FileSnapshotStore(data),
                        machines,
                        now -> progress.at(now.sequence(), last));
                result.put("sequence", report.state().sequence());
                result.put("rows", report.state().rows());
                result.put("refused", report.state().refused());
                result.put("damage", report.damage());
            } finally {
                database.stop();
            }
        } catch (DatabaseException.Unavailable | DatabaseException.Authentication | DatabaseException.PoolExhausted e) {
            throw new CommandFailure(ExitCode.NOT_REACHABLE, e.getMessage());
        } catch (DatabaseException | IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
    }

    private DatabaseSettings settings() {
        try {
            DatabaseSettings settings = url.startsWith(SQLITE)
                    ? DatabaseSettings.sqlite(Path.of(url.substring(SQLITE.length())))
                    : DatabaseSettings.server(url, user, Secret.of(password(SQL_PASSWORD)));
            return settings.withSchemaPrefix(schemaPrefix);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private Map<String, MachineDeclaration> machines() {
        Map<String, MachineDeclaration> declarations = new HashMap<>();
        try {
            for (Machine machine : Extensions.find().machines(machineFolder)) {
                declarations.put(machine.declaration().type(), machine.declaration());
            }
        } catch (MachineJarException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        }
        return declarations;
    }

    private void samples(Path data, ProgressLine progress, long last, Map<String, Object> result)
            throws InterruptedException {
        try {
            QuestDbRebuild.Report report = QuestDbRebuild.run(
                    QuestDbSettings.external(data, URI.create(url), user, password(QUESTDB_PASSWORD)),
                    from -> Salvage.open(data, from),
                    (sequence, rows) -> progress.at(sequence, last));
            result.put("sequence", report.status().sequence());
            result.put("rows", report.status().rows());
            result.put("refused", report.status().refused());
            result.put("damage", report.damage());
        } catch (HistoryUnavailableException e) {
            throw new CommandFailure(ExitCode.NOT_REACHABLE, about(e));
        } catch (IllegalStateException e) {
            throw new CommandFailure(ExitCode.FAILED, about(e));
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private String about(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("QuestDB") || message.contains("journal")
                ? message
                : "QuestDB at " + url + ": " + message;
    }

    /** Empty when none was given. */
    private String password(String variable) {
        if (passwordFile == null) {
            String given = System.getenv(variable);
            return given == null ? "" : given;
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.REFUSED, "--password-file " + passwordFile + " can not be read");
        }
    }

    /** Last sequence of the journal, for the progress. */
    private static long last(Path data) {
        List<JournalEpoch> epochs = JournalEpoch.of(data);
        long from = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).firstSequence();
        long[] last = {from};
        try (JournalReader reader = Salvage.open(data, Math.max(from, ChronicleJournalStore.firstKept(data)))) {
            while (reader.poll((buffer, offset, length) -> last[0] = BatchHeader.lastSequence(buffer, offset))) {
                // noted by the handler
            }
        }
        return last[0];
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), "--into " + url + ": " + why);
    }
}
