package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where an epoch ended, so that a cut tail shows. Written at a clean stop, or by the next start after a kill.
 *
 * @param lastSequence of its last whole batch, the first sequence minus 1 when it has none
 * @param isClean false when the process had ended without a stop
 * @param digest of the whole epoch, see {@link EpochManifest#digest}
 */
record EpochSeal(long lastSequence, boolean isClean, String digest) {
    static final String FILE = "sealed.properties";

    void write(Path folder) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("lastSequence", Long.toString(lastSequence));
        entries.put("clean", Boolean.toString(isClean));
        entries.put("digest", digest);
        CheckedFile.writeEntries(folder.resolve(FILE), entries);
    }

    /** The folder's seal, null when it has none. */
    static EpochSeal read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        Map<String, String> entries = CheckedFile.readEntries(file);
        return new EpochSeal(
                CheckedFile.number(file, entries, "lastSequence"),
                Boolean.parseBoolean(entries.get("clean")),
                entries.getOrDefault("digest", ""));
    }
}
