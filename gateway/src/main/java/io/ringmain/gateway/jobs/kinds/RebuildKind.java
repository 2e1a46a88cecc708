package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.recorded.Rebuild;
import io.ringmain.gateway.recorded.RecordedFolder;
import io.ringmain.historian.questdb.QuestDbSettings;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseLog;
import io.ringmain.historian.sql.DatabaseMonitor;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.net.URI;
import java.util.function.Function;

/**
 * Alarms, events, log book and audit in an SQL database, or samples in QuestDB, made anew from the journal. Never those that
 * the running site itself writes. Passwords come from the environment of the process, as for the command.
 */
public final class RebuildKind implements JobKind {
    private static final String[] NAMES = {"into", "user", "schemaPrefix"};
    private static final String SQL_PASSWORD = "RINGMAIN_HISTORIAN_SQL_PASSWORD";
    private static final String QUESTDB_PASSWORD = "RINGMAIN_HISTORIAN_QUESTDB_PASSWORD";

    /** The tables as a SQLite file, which is the job's result. */
    private static final String FILE = "sqlite";

    private final JobSite site;
    private final DatabaseSettings own;
    private final URI ownSamples;
    private final Function<String, String> environment;

    /**
     * @param own database that the site writes itself
     * @param ownSamples QuestDB that it writes itself, null when that is embedded or there is none
     */
    public RebuildKind(JobSite site, DatabaseSettings own, URI ownSamples, Function<String, String> environment) {
        this.site = site;
        this.own = own;
        this.ownSamples = ownSamples;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public Permission permission() {
        return Permission.ADMIN;
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters given = Parameters.of(parameters, NAMES);
        String into = given.requiredText("into");
        if (isQuestDb(into)) {
            URI server = server(into);
            if (given.has("schemaPrefix")) {
                throw Parameters.refused("schemaPrefix: is for an SQL database");
            }
            if (server.equals(ownSamples)) {
                throw ownTables();
            }
            return;
        }
        if (into.equals(FILE)) {
            if (given.has("schemaPrefix") || given.has("user")) {
                throw Parameters.refused("user, schemaPrefix: are for a server");
            }
            return;
        }
        if (address(settings(given)).equals(address(own))) {
            throw ownTables();
        }
    }

    private static RuntimeException ownTables() {
        return Parameters.refused("into: is what the running site writes itself; stop it and use 'ringmain rebuild'");
    }

    private static boolean isQuestDb(String into) {
        return into.startsWith("http://") || into.startsWith("https://");
    }

    private static URI server(String into) {
        try {
            URI server = URI.create(into);
            if (server.getHost() != null && server.getUserInfo() == null) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Parameters.refused("into: '" + into + "' is not allowed, must be like http://host:9000");
    }

    private DatabaseSettings settings(Parameters given) {
        String into = given.requiredText("into");
        if (!into.startsWith("jdbc:") || into.startsWith("jdbc:sqlite:")) {
            throw Parameters.refused("into: '" + into + "' is not allowed, must be sqlite, or like"
                    + " jdbc:postgresql://host/database, jdbc:mariadb://host/ or http://host:9000");
        }
        try {
            return DatabaseSettings.server(into, given.text("user", ""), Secret.of(password(SQL_PASSWORD)))
                    .withSchemaPrefix(given.text("schemaPrefix", ""));
        } catch (IllegalArgumentException e) {
            throw Parameters.refused("into: " + e.getMessage());
        }
    }

    private String password(String variable) {
        String given = environment.apply(variable);
        return given == null ? "" : given;
    }

    private static String address(DatabaseSettings settings) {
        return Database.of(settings, Records.SCHEMA, DatabaseMonitor.none(), DatabaseLog.slf4j())
                .address();
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters given = Parameters.of(run.parameters(), NAMES);
        String into = given.requiredText("into");
        Rebuild made = isQuestDb(into) ? samples(run, given, into) : records(run, given, into);
        if (!into.equals(FILE)) {
            ResultText.json(run, "rebuild.json", made.figures());
        }
        if (!made.damage().isEmpty()) {
            throw new JobFailure(
                    "journal-damaged",
                    "The journal is damaged, records are missing: " + String.join("; ", made.damage()));
        }
        run.progress(1, made.rows() + " rows up to sequence " + made.sequence());
    }

    private Rebuild samples(JobRun run, Parameters given, String into) throws InterruptedException {
        QuestDbSettings settings = QuestDbSettings.external(
                run.folder().resolve("position"), server(into), given.text("user", ""), password(QUESTDB_PASSWORD));
        return Rebuild.samples(into, site.dataFolder(), settings, run.steps("rebuilding"));
    }

    private Rebuild records(JobRun run, Parameters given, String into) throws InterruptedException {
        boolean isFile = into.equals(FILE);
        if (isFile) {
            run.result(Records.SCHEMA + ".db", "application/vnd.sqlite3");
        }
        return Rebuild.records(
                into,
                site.dataFolder(),
                new RecordedFolder(site.dataFolder())::reader,
                isFile ? DatabaseSettings.sqlite(run.folder()) : settings(given),
                site.machines(),
                run.steps("rebuilding"));
    }
}
