package io.ringmain.gateway.config;

import io.ringmain.core.pipeline.Durability;
import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.gateway.tls.PemFiles;
import io.ringmain.historian.journal.JournalSettings;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** What is configured beside the plant itself. Immutable. */
public record Settings(
        Core core,
        Http http,
        AccessSettings auth,
        Journal journal,
        Historian historian,
        Jobs jobs,
        Logging logging,
        Replays replays,
        Render render,
        Displays displays,
        Texts texts) {

    /**
     * @param dataFolder where everything that is kept is kept
     * @param idle what the stages' threads do when there is nothing to do
     * @param ringSize slots of the ring, a power of two
     * @param machineFolder where jars of user machines are, null when there are none
     * @param changesFolder where definitions that are changed at run time are kept, null for a file in the data folder
     * @param zone in which the site lies
     */
    public record Core(
            Path dataFolder,
            ThreadingMode threading,
            Idle idle,
            int ringSize,
            Path machineFolder,
            Path changesFolder,
            ZoneId zone) {}

    /**
     * @param hosts names, without port, under which browsers may call the server besides the loopback's
     * @param isMetricsOpen whether figures may be fetched from this machine without a login
     * @param tls null when nothing is encrypted
     */
    public record Http(
            int port,
            String bind,
            List<String> hosts,
            boolean isMetricsOpen,
            Tls tls,
            Limits limits,
            AccessLog accessLog) {
        public Http {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * How HTTP is encrypted.
     *
     * @param port one of its own beside the plain one, 0 for a free one; -1 when there is no plain one
     * @param isRedirecting whether the plain one sends browsers here and serves probes only
     */
    public record Tls(PemFiles files, int port, boolean isRedirecting) {
        public boolean hasOwnPort() {
            return port >= 0;
        }
    }

    /**
     * What clients may ask for.
     *
     * @param connections open at a time
     * @param connectionsPerAddress of them from one address
     * @param requestsPerSecond of one user, or of one address without a login; twice as many at once; 0 for no limit
     * @param bodyBytes largest body that is read
     */
    public record Limits(int connections, int connectionsPerAddress, int requestsPerSecond, long bodyBytes) {
        public static Limits usual() {
            return new Limits(2_000, 1_000, 0, 1L << 20);
        }
    }

    /** Whether and how requests are logged. */
    public enum AccessLog {
        NONE,
        COMBINED,
        JSON
    }

    /** @param isJson whether lines of the log are JSON */
    public record Logging(boolean isJson) {}

    /**
     * @param snapshotIntervalNs time between two snapshots of the state, which bounds the work of a start
     * @param durability which records have to be on disk
     * @param disk segments, and what is left free
     */
    public record Journal(long snapshotIntervalNs, Durability durability, JournalSettings disk) {}

    /**
     * Long work.
     *
     * @param redis where the queue is; null when it is in the site's own database
     * @param workers threads that do it
     * @param retentionNs how long an ended job and its result are kept
     * @param maxResultBytes of all results together
     * @param maxQueued how many jobs may wait
     * @param timeoutNs of an attempt, when nothing else is asked for
     * @param maxAttempts when nothing else is asked for
     */
    public record Jobs(
            Redis redis,
            int workers,
            long retentionNs,
            long maxResultBytes,
            int maxQueued,
            long timeoutNs,
            int maxAttempts) {}

    /**
     * A queue of jobs in Redis.
     *
     * @param user empty for the default one
     * @param prefix of all keys
     */
    public record Redis(URI url, String user, Secret password, String prefix) {}

    /**
     * Time travel.
     *
     * @param most replays of all users together
     * @param mostPerUser replays of one user
     * @param idleNs a replay that nobody looks at for so long ends
     */
    public record Replays(int most, int mostPerUser, long idleNs) {}

    /**
     * Pages as PDF and pictures.
     *
     * @param browser the headless browser, null to look where Chromium is usually installed
     * @param pool how many of them run at once
     * @param timeoutNs longest time for one page
     */
    public record Render(Path browser, int pool, long timeoutNs) {}

    /** @param folder where displays are kept, a file each */
    public record Displays(Path folder) {}

    /** @param folder where texts of the screens are in further languages, a file each */
    public record Texts(Path folder) {}

    /**
     * Copies of the journal for queries.
     *
     * @param sql where alarms, events and the log book are kept: SQLite files in the data folder, or a server
     * @param isSqlMeasured whether operations of the databases are counted and timed for Prometheus
     */
    public record Historian(QuestDb questDb, DatabaseSettings sql, boolean isSqlMeasured) {}

    /**
     * Where samples for trends are kept.
     *
     * @param isEmbedded whether a server is started beside the process
     * @param port of that server on the loopback, 0 for a free one
     * @param server somebody else's server, null when there is none
     */
    public record QuestDb(boolean isEmbedded, int port, URI server, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return isEmbedded ? "embedded" : String.valueOf(server);
        }
    }
}
