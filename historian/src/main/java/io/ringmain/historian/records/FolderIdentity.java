package io.ringmain.historian.records;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** What tells one data folder from another: {@code DIR/projections/folder.properties}, made when it is not there. */
final class FolderIdentity {
    private static final String KEY = "id";

    private FolderIdentity() {}

    static String of(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("projections").resolve("folder.properties");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            CheckedFile.writeEntries(file, Map.of(KEY, UUID.randomUUID().toString()));
        }
        return CheckedFile.readEntries(file).get(KEY);
    }
}
