package io.ringmain.gateway.config;

import java.nio.file.Path;
import java.util.List;

/** What is configured beside the plant itself. Immutable. */
public record Settings(Core core, Http http, Auth auth, Journal journal, Historian historian) {

    /** How the stages share threads. */
    public enum Threading {
        /** A thread a stage. */
        DEDICATED,
        /** One thread for all stages. */
        SHARED
    }

    /**
     * @param dataFolder where everything that is kept is kept
     * @param ringSize slots of the ring, a power of two
     */
    public record Core(Path dataFolder, Threading threading, int ringSize) {}

    /**
     * @param hosts names, without port, under which browsers may call the server besides the loopback's
     */
    public record Http(int port, String bind, List<String> hosts) {
        public Http {
            hosts = List.copyOf(hosts);
        }
    }

    /** @param tokenLifetimeNs how long a login is good for */
    public record Auth(long tokenLifetimeNs) {}

    /** @param snapshotIntervalNs time between two snapshots of the state, which bounds the work of a start */
    public record Journal(long snapshotIntervalNs) {}

    /** @param isQuestDbEmbedded whether a QuestDB is started beside the process to keep samples for trends */
    public record Historian(boolean isQuestDbEmbedded) {}
}
