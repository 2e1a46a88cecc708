package io.ringmain.historian.questdb;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Which server takes the samples.
 *
 * @param dataFolder Ringmain's; positions are kept in it, and the child's database
 * @param jar of the QuestDB server to run as a child, null for a server that somebody else runs
 * @param httpPort of the child on 127.0.0.1, 0 for any free one
 * @param heapMiB Java heap of the child; most of its memory is outside of it
 * @param server address of somebody else's server, null for a child
 * @param user of that server, may be empty
 * @param password of that server, may be empty; never shown
 */
public record QuestDbSettings(
        Path dataFolder, Path jar, int httpPort, int heapMiB, URI server, String user, String password) {
    private static final int HEAP_MIB = 256;

    public QuestDbSettings {
        Objects.requireNonNull(dataFolder, "dataFolder");
        if ((jar == null) == (server == null)) {
            throw new IllegalArgumentException("either the jar of a child or the address of a server");
        }
    }

    /** A child process on loopback with its database in {@code DIR/questdb}. */
    public static QuestDbSettings child(Path dataFolder, Path jar, int httpPort) {
        return new QuestDbSettings(dataFolder, jar, httpPort, HEAP_MIB, null, "", "");
    }

    /** A server that somebody else runs. */
    public static QuestDbSettings external(Path dataFolder, URI server, String user, String password) {
        return new QuestDbSettings(dataFolder, null, 0, 0, server, user, password);
    }

    boolean isChild() {
        return jar != null;
    }

    @Override
    public String toString() {
        return isChild() ? "QuestDB child in " + dataFolder : "QuestDB at " + server;
    }
}
