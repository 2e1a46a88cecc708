package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch's folder says about itself from its begin on.
 *
 * @param epoch its number, from 1
 * @param firstSequence of the first batch that can stand in it
 * @param createdMs wall clock when it was made, ms since 1970
 * @param jvm that wrote it
 * @param ringmain version that wrote it
 */
record EpochManifest(int epoch, long firstSequence, long createdMs, String jvm, String ringmain) {
    static final String FILE = "epoch.properties";
    static final int FORMAT = 1;

    /** A manifest of now. */
    static EpochManifest of(int epoch, long firstSequence) {
        String version = EpochManifest.class.getPackage().getImplementationVersion();
        return new EpochManifest(
                epoch,
                firstSequence,
                System.currentTimeMillis(),
                Runtime.version().toString(),
                version == null ? "development" : version);
    }

    void write(Path folder) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("format", Integer.toString(FORMAT));
        entries.put("epoch", Integer.toString(epoch));
        entries.put("firstSequence", Long.toString(firstSequence));
        entries.put("createdMs", Long.toString(createdMs));
        entries.put("created", Instant.ofEpochMilli(createdMs).toString());
        entries.put("jvm", jvm);
        entries.put("ringmain", ringmain);
        CheckedFile.writeEntries(folder.resolve(FILE), entries);
    }

    /**
     * @throws NewerFormatException when a newer Ringmain wrote it
     * @throws IOException when it can not be read or is damaged
     */
    static EpochManifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, String> entries = CheckedFile.readEntries(file);
        long format = CheckedFile.number(file, entries, "format");
        if (format > FORMAT) {
            throw new NewerFormatException("journal folder " + folder + " was written by a newer Ringmain (format "
                    + format + ", this program reads up to " + FORMAT + ")");
        }
        return new EpochManifest(
                (int) CheckedFile.number(file, entries, "epoch"),
                CheckedFile.number(file, entries, "firstSequence"),
                CheckedFile.number(file, entries, "createdMs"),
                entries.getOrDefault("jvm", "unknown"),
                entries.getOrDefault("ringmain", "unknown"));
    }

    /** The folder needs a newer program. */
    static final class NewerFormatException extends IOException {
        private static final long serialVersionUID = 1L;

        NewerFormatException(String message) {
            super(message);
        }
    }
}
