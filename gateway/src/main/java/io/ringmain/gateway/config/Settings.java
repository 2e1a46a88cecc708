package io.ringmain.gateway.config;

import io.ringmain.core.pipeline.Durability;
import io.ringmain.core.pipeline.Idle;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.historian.journal.JournalSettings;
import io.ringmain.historian.sql.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What is configured beside the plant itself. Immutable. */
public record Settings(Core core, Http http, AccessSettings auth, Journal journal, Historian historian, Jobs jobs) {

    /**
     * @param dataFolder where everything that is kept is kept
     * @param idle what the stages' threads do when there is nothing to do
     * @param ringSize slots of the ring, a power of two
     * @param machineFolder where jars of user machines are, null when there are none
     * @param changesFolder where definitions that are changed at run time are kept, null for a file in the data folder
     */
    public record Core(
            Path dataFolder,
            ThreadingMode threading,
            Idle idle,
            int ringSize,
            Path machineFolder,
            Path changesFolder) {}

    /**
     * @param hosts names, without port, under which browsers may call the server besides the loopback's
     * @param isMetricsOpen whether figures may be fetched from this machine without a login
     */
    public record Http(int port, String bind, List<String> hosts, boolean isMetricsOpen) {
        public Http {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * @param snapshotIntervalNs time between two snapshots of the state, which bounds the work of a start
     * @param durability which records have to be on disk
     * @param disk segments, and what is left free
     */
    public record Journal(long snapshotIntervalNs, Durability durability, JournalSettings disk) {}

    /**
     * Long work.
     *
     * @param workers threads that do it
     * @param retentionNs how long an ended job and its result are kept
     * @param maxResultBytes of all results together
     * @param maxQueued how many jobs may wait
     * @param timeoutNs of an attempt, when nothing else is asked for
     * @param maxAttempts when nothing else is asked for
     */
    public record Jobs(
            int workers, long retentionNs, long maxResultBytes, int maxQueued, long timeoutNs, int maxAttempts) {}

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
