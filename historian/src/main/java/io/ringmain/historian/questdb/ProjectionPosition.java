package io.ringmain.historian.questdb;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How far a projection has come, in {@code DIR/projections}, with the configuration as of there.
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

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final long SETTLE_NS = TimeUnit.MINUTES.toNanos(2);
    private static final Pattern CONFIGURATION = Pattern.compile("questdb-samples-\\d+\\.configuration");

    private final Path folder;
    private final Path file;
    private final String bootId;
    private long table = NONE;
    private long sequence = NONE;
    private byte[] configuration;
    private long configurationSequence = NONE;
    private long settled = NONE;
    private long settledConfiguration = NONE;
    private long settling = NONE;
    private long settlingConfiguration = NONE;
    private long settlingSinceNs = System.nanoTime();

    ProjectionPosition(Path dataFolder) {
        this(dataFolder, bootId());
    }

    ProjectionPosition(Path dataFolder, String bootId) {
        this.folder = dataFolder.resolve("projections");
        this.file = folder.resolve("questdb-samples.properties");
        this.bootId = bootId;
    }

    /** Reads what was saved; a damaged file means a start from the first record. */
    void load() {
        try {
            if (!Files.exists(file)) {
                return;
            }
            Map<String, String> entries = CheckedFile.readEntries(file);
            boolean isSameBoot = !bootId.isEmpty() && bootId.equals(entries.get("boot"));
            table = CheckedFile.number(file, entries, "table");
            sequence = CheckedFile.number(file, entries, isSameBoot ? "sequence" : "settled");
            configurationSequence =
                    CheckedFile.number(file, entries, isSameBoot ? "configuration" : "settledConfiguration");
            configuration = configurationSequence == NONE ? null : Files.readAllBytes(file(configurationSequence));
            settled = CheckedFile.number(file, entries, "settled");
            settledConfiguration = CheckedFile.number(file, entries, "settledConfiguration");
            settling = sequence;
            settlingConfiguration = configurationSequence;
        } catch (IOException e) {
            reset(NONE);
        }
    }

    /** Id of the table that the position belongs to. */
    long table() {
        return table;
    }

    /** Back to the first record, for a table. */
    void reset(long newTable) {
        table = newTable;
        sequence = NONE;
        settled = NONE;
        settling = NONE;
        configuration = null;
        configurationSequence = NONE;
        settledConfiguration = NONE;
        settlingConfiguration = NONE;
    }

    /** Last sequence that the server has taken. */
    long sequence() {
        return sequence;
    }

    /** Canonical bytes of the configuration as of there; null when there was none. */
    byte[] configuration() {
        return configuration;
    }

    /** Notes that the server has taken everything up to a sequence. */
    void save(long newSequence, byte[] newConfiguration) throws IOException {
        Files.createDirectories(folder);
        if (newConfiguration != configuration) {
            CheckedFile.write(file(newSequence), ByteBuffer.wrap(newConfiguration));
            configuration = newConfiguration;
            configurationSequence = newSequence;
        }
        sequence = newSequence;
        if (System.nanoTime() - settlingSinceNs > SETTLE_NS) {
            settled = settling;
            settledConfiguration = settlingConfiguration;
            settling = sequence;
            settlingConfiguration = configurationSequence;
            settlingSinceNs = System.nanoTime();
        }
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("table", Long.toString(table));
        entries.put("sequence", Long.toString(sequence));
        entries.put("configuration", Long.toString(configurationSequence));
        entries.put("settled", Long.toString(settled));
        entries.put("settledConfiguration", Long.toString(settledConfiguration));
        entries.put("boot", bootId);
        CheckedFile.writeEntries(file, entries, false);
        if (newSequence == configurationSequence) {
            deleteOldConfigurations();
        }
    }

    private void deleteOldConfigurations() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(path ->
                            CONFIGURATION.matcher(path.getFileName().toString()).matches())
                    .toList()) {
                if (!old.equals(file(configurationSequence))
                        && !old.equals(file(settledConfiguration))
                        && !old.equals(file(settlingConfiguration))) {
                    Files.delete(old);
                }
            }
        }
    }

    private Path file(long atSequence) {
        return folder.resolve("questdb-samples-" + atSequence + ".configuration");
    }

    private static String bootId() {
        try {
            return Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
