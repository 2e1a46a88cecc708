package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Legal holds of a data folder, in {@code DIR/journal/holds.properties}; the site may run meanwhile. Those that were
 * released stay in the file.
 *
 * <p>Thread: any; processes keep out of each other's way by {@link RetentionLock}.
 */
public final class LegalHolds {
    static final String FILE = "holds.properties";
    private static final int FIELDS = 5;
    private static final int REASON = 4;

    private final Path journal;
    private final Path file;

    /** @throws io.ringmain.core.spi.ProvisionException when there is no journal in the folder */
    public LegalHolds(Path dataFolder) {
        this.journal = ChronicleJournalStore.existing(dataFolder).path();
        this.file = journal.resolve(FILE);
    }

    /**
     * All that were ever set, in order.
     *
     * @throws IOException when the file can not be read or is damaged; retention deletes nothing then
     */
    public List<LegalHold> all() throws IOException {
        List<LegalHold> holds = new ArrayList<>();
        if (Files.exists(file)) {
            for (Map.Entry<String, String> entry : CheckedFile.readEntries(file).entrySet()) {
                holds.add(parse(entry.getKey(), entry.getValue()));
            }
        }
        return holds;
    }

    /**
     * Sets one. What retention has deleted before does not come back.
     *
     * @param fromNs ring time, ns since 1970
     * @param toNs not before it
     * @param reason one line of text
     */
    public LegalHold add(long fromNs, long toNs, String reason) throws IOException {
        if (toNs < fromNs) {
            throw new IllegalArgumentException("a hold ends before it begins");
        }
        if (reason.isBlank() || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the reason of a hold must be one line of text");
        }
        try (RetentionLock lock = RetentionLock.take(journal)) {
            List<LegalHold> holds = all();
            LegalHold hold =
                    new LegalHold(holds.size() + 1, fromNs, toNs, reason.strip(), System.currentTimeMillis(), 0);
            holds.add(hold);
            write(holds);
            return hold;
        }
    }

    /** Gives one up; empty when there is none in force with that id. */
    public Optional<LegalHold> release(int id) throws IOException {
        try (RetentionLock lock = RetentionLock.take(journal)) {
            List<LegalHold> holds = all();
            for (int i = 0; i < holds.size(); i++) {
                LegalHold hold = holds.get(i);
                if (hold.id() == id && hold.isInForce()) {
                    LegalHold released = new LegalHold(
                            id,
                            hold.fromNs(),
                            hold.toNs(),
                            hold.reason(),
                            hold.createdMs(),
                            System.currentTimeMillis());
                    holds.set(i, released);
                    write(holds);
                    return Optional.of(released);
                }
            }
            return Optional.empty();
        }
    }

    private void write(List<LegalHold> holds) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (LegalHold hold : holds) {
            entries.put(
                    Integer.toString(hold.id()),
                    hold.fromNs() + " " + hold.toNs() + " " + hold.createdMs() + " " + hold.releasedMs() + " "
                            + hold.reason());
        }
        CheckedFile.writeEntries(file, entries);
    }

    private LegalHold parse(String key, String line) throws IOException {
        String[] parts = line.split(" ", FIELDS);
        try {
            return new LegalHold(
                    Integer.parseInt(key),
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    parts[REASON],
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(file + ": '" + key + "=" + line + "' is no legal hold", e);
        }
    }
}
