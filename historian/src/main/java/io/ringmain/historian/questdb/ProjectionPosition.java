package io.ringmain.historian.questdb;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.files.CheckedFile;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.SiteBefore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How far a projection has come, in {@code DIR/projections}, with the configuration and the recorders' state as of there,
 * so that going on from it gives the same rows as if it had never stopped.
 *
 * <p>The server does not force its files, so what it took may be lost with the machine's power although it survives any
 * process. A start after a reboot therefore begins at a position that is some minutes older; rows sent again change
 * nothing.
 *
 * <p>Thread: the projection's.
 */
final class ProjectionPosition {
    /** Nothing was projected yet. */
    static final long NONE = -1;

    static final String FILE = "questdb-samples.properties";

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final long SETTLE_NS = TimeUnit.MINUTES.toNanos(2);
    /** Saving the recorders' state takes at most this part of the time. */
    private static final int STATE_SHARE = 50;

    private static final long STATE_NS = TimeUnit.SECONDS.toNanos(1);

    /** A place in the journal and the files that belong to it. */
    private record Mark(long sequence, long configuration, long recording) {
        static final Mark START = new Mark(NONE, NONE, NONE);
    }

    private final Path dataFolder;
    private final Path folder;
    private final Path file;
    private final String bootId;
    private final SavedState configurations;
    private final SavedState recordings;
    private long table = NONE;
    private Mark now = Mark.START;
    private Mark settled = Mark.START;
    private Mark settling = Mark.START;
    private long settlingSinceNs = System.nanoTime();
    private byte[] configuration;
    private byte[] recording = {};
    private long stateDueNs = System.nanoTime();

    ProjectionPosition(Path dataFolder) {
        this(dataFolder, bootId());
    }

    ProjectionPosition(Path dataFolder, String bootId) {
        this.dataFolder = dataFolder;
        this.folder = dataFolder.resolve("projections");
        this.file = folder.resolve(FILE);
        this.bootId = bootId;
        this.configurations = new SavedState(folder, "configuration");
        this.recordings = new SavedState(folder, "recording");
    }

    /** Reads what was saved; a damaged file means a start from the first record. */
    void load() {
        try {
            if (!Files.exists(file)) {
                return;
            }
            Map<String, String> entries = CheckedFile.readEntries(file);
            boolean isSameBoot = !bootId.isEmpty() && bootId.equals(entries.get("boot"));
            settled = new Mark(
                    CheckedFile.number(file, entries, "settled"),
                    CheckedFile.number(file, entries, "settledConfiguration"),
                    CheckedFile.number(file, entries, "settledRecording"));
            now = !isSameBoot
                    ? settled
                    : new Mark(
                            CheckedFile.number(file, entries, "sequence"),
                            CheckedFile.number(file, entries, "configuration"),
                            CheckedFile.number(file, entries, "recording"));
            settling = now;
            table = CheckedFile.number(file, entries, "table");
            configuration = now.configuration() == NONE ? null : configurations.read(now.configuration());
            recording = now.recording() == NONE ? new byte[0] : recordings.read(now.recording());
        } catch (IOException e) {
            reset(NONE);
        }
    }

    /**
     * The first sequence that a projection of that data folder may still have to read, whether it runs or not; 0 when
     * nothing was projected yet.
     */
    static long neededFrom(Path dataFolder) {
        try {
            Path file = dataFolder.resolve("projections").resolve(FILE);
            return Files.exists(file) ? CheckedFile.number(file, CheckedFile.readEntries(file), "settled") + 1 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Id of the table that the position belongs to. */
    long table() {
        return table;
    }

    /** Back to the first record, for a table. */
    void reset(long newTable) {
        table = newTable;
        now = Mark.START;
        settled = Mark.START;
        settling = Mark.START;
        configuration = null;
        recording = new byte[0];
    }

    /** Last sequence that the server has taken, as far as it was saved. */
    long sequence() {
        return now.sequence();
    }

    /**
     * Canonical bytes of the configuration as of there; null when there was none. Where retention has deleted the journal's
     * first records, and the configuration with them, it is the one of the snapshot there.
     */
    byte[] configuration() {
        return configuration == null && now.sequence() == NONE ? configurationBefore() : configuration;
    }

    private byte[] configurationBefore() {
        try {
            long first = ChronicleJournalStore.firstKept(dataFolder);
            byte[] site = first > 1 ? SiteBefore.of(new FileSnapshotStore(dataFolder), first) : new byte[0];
            return site.length == 0 ? null : site;
        } catch (ProvisionException e) {
            return null; // there is no journal yet
        }
    }

    /** The recorders' state as of there, empty when there was none. */
    byte[] recording() {
        return recording;
    }

    /** Whether it is time to save again what takes its time to be saved. */
    boolean isStateDue() {
        return System.nanoTime() - stateDueNs >= 0;
    }

    /** Notes that the server has taken everything up to a sequence, with what belongs to that place. */
    void save(long newSequence, byte[] newConfiguration, byte[] newRecording) throws IOException {
        long beganNs = System.nanoTime();
        Files.createDirectories(folder);
        Mark before = now;
        if (newConfiguration != configuration) {
            configurations.write(newSequence, newConfiguration);
        }
        if (newRecording.length > 0) {
            recordings.write(newSequence, newRecording);
        }
        now = new Mark(
                newSequence,
                newConfiguration == configuration ? before.configuration() : newSequence,
                newRecording.length == 0 ? NONE : newSequence);
        configuration = newConfiguration;
        recording = newRecording;
        if (System.nanoTime() - settlingSinceNs > SETTLE_NS) {
            settled = settling;
            settling = now;
            settlingSinceNs = System.nanoTime();
        }
        CheckedFile.writeEntries(file, entries(), false);
        if (now.configuration() != before.configuration()) {
            configurations.keep(now.configuration(), settled.configuration(), settling.configuration());
        }
        if (now.recording() != before.recording()) {
            recordings.keep(now.recording(), settled.recording(), settling.recording());
        }
        long endedNs = System.nanoTime();
        stateDueNs = endedNs + Math.max(STATE_NS, STATE_SHARE * (endedNs - beganNs));
    }

    private Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("table", Long.toString(table));
        entries.put("sequence", Long.toString(now.sequence()));
        entries.put("configuration", Long.toString(now.configuration()));
        entries.put("recording", Long.toString(now.recording()));
        entries.put("settled", Long.toString(settled.sequence()));
        entries.put("settledConfiguration", Long.toString(settled.configuration()));
        entries.put("settledRecording", Long.toString(settled.recording()));
        entries.put("boot", bootId);
        return entries;
    }

    private static String bootId() {
        try {
            return Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
