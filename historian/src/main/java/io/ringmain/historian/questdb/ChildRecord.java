package io.ringmain.historian.questdb;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who the child is, for a later run that finds it left over: a process id alone may belong to somebody else by then, so
 * the time of its start and the folder must agree too.
 */
final class ChildRecord {
    private static final String FILE = "child.properties";

    private final Path folder;
    private final Path file;

    /** @param folder the server's */
    ChildRecord(Path folder) {
        this.folder = folder.toAbsolutePath();
        this.file = folder.resolve(FILE);
    }

    void write(ProcessHandle child) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("pid", Long.toString(child.pid()));
        entries.put("startedMs", Long.toString(startedMs(child)));
        entries.put("folder", folder.toString());
        CheckedFile.writeEntries(file, entries);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The child of an earlier run when it is still there. */
    Optional<ProcessHandle> leftOver() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Map<String, String> entries = CheckedFile.readEntries(file);
            long startedMs = CheckedFile.number(file, entries, "startedMs");
            return ProcessHandle.of(CheckedFile.number(file, entries, "pid"))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedMs(process) == startedMs)
                    .filter(process -> folder.toString().equals(entries.get("folder")));
        } catch (IOException e) {
            return Optional.empty(); // a record that was not finished: its process was not either
        }
    }

    private static long startedMs(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }
}
