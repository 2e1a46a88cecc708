package io.ringmain.connectors.sparkplug.edge;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an edge node has to know after a restart. Thread: the link's. */
final class EdgeStore {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeStore.class);
    private static final String FILE = "sparkplug.properties";
    private static final String SENT = "sent";
    private static final String BD_SEQ = "bdSeq";

    /** There is no such position yet. */
    static final long NONE = -1;

    private final Path folder;
    private long sent = NONE;
    private long bdSeq = NONE;

    EdgeStore(Path folder) {
        this.folder = folder;
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        Properties stored = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            stored.load(reader);
            sent = Long.parseLong(stored.getProperty(SENT, "-1"));
            bdSeq = Long.parseLong(stored.getProperty(BD_SEQ, "-1"));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} can not be read, what was missed before now is not sent: {}", file, e.toString());
        }
    }

    /** Sequence of the last event that has been sent, {@link #NONE} when nothing ever was. */
    long sent() {
        return sent;
    }

    void sent(long sequence) {
        if (sequence != sent) {
            sent = sequence;
            write();
        }
    }

    /** 0 to 255, another one for each connection. */
    long nextBdSeq() {
        bdSeq = (bdSeq + 1) & 0xFF;
        write();
        return bdSeq;
    }

    private void write() {
        Properties stored = new Properties();
        stored.setProperty(SENT, Long.toString(sent));
        stored.setProperty(BD_SEQ, Long.toString(bdSeq));
        Path fresh = folder.resolve(FILE + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(fresh)) {
                stored.store(writer, null);
            }
            Files.move(
                    fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} can not be written: {}", folder.resolve(FILE), e.toString());
        }
    }
}
