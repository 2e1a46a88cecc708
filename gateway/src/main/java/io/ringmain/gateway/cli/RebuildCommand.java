package io.ringmain.gateway.cli;

import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.gateway.recorded.Rebuild;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.questdb.QuestDbSettings;
import io.ringmain.historian.sql.DatabaseException;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        if (!Files.isDirectory(data.resolve("journal"))) {
            throw new CommandFailure(ExitCode.NOT_REACHABLE, "there is no journal in " + data);
        }
        Rebuild made;
        // held, so that no site writes the same tables
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "rebuilding")) {
            made = isQuestDb ? samples(data, progress) : records(data, store, progress);
        }
        spec.commandLine().getOut().println(isJson ? Json.line(made.figures()) : text(made));
        if (made.first() > 1) {
            spec.commandLine()
                    .getErr()
                    .println("missing, as retention has deleted them of the journal: sequences 1 to "
                            + (made.first() - 1));
        }
        made.damage()
                .forEach(line -> spec.commandLine().getErr().println("missing, as the journal is damaged: " + line));
        return made.damage().isEmpty() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private static String text(Rebuild made) {
        return made.into() + ": " + made.rows() + " rows up to sequence " + made.sequence()
                + (made.refused() == 0 ? "" : ", " + made.refused() + " rows were refused and put aside");
    }

    private Rebuild records(Path data, ChronicleJournalStore store, ProgressLine progress) throws InterruptedException {
        DatabaseSettings settings = settings();
        List<Machine> machines = machines();
        try {
            return Rebuild.records(url, data, store::reader, settings, machines, progress);
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

    private List<Machine> machines() {
        try {
            return Extensions.find().machines(machineFolder);
        } catch (MachineJarException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        }
    }

    private Rebuild samples(Path data, ProgressLine progress) throws InterruptedException {
        try {
            return Rebuild.samples(
                    url,
                    data,
                    QuestDbSettings.external(data, URI.create(url), user, password(QUESTDB_PASSWORD)),
                    progress);
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

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), "--into " + url + ": " + why);
    }
}
