package io.ringmain.historian.backup;

import io.ringmain.historian.journal.JournalCopy;
import io.ringmain.historian.sql.SqliteCopy;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a data folder belongs to a backup, as of one moment: first what may be behind the journal (databases, audit,
 * snapshots), then the journal, so that nothing tells of events that the copy does not have.
 *
 * <p>Left out: results of jobs, the embedded QuestDB and its position (made again from the journal), the private key of the audit, the lock,
 * logs, half-written files.
 */
final class DataFiles {
    /** A file that is replaced as a whole is read at once; longer ones only grow. */
    private static final long READ_AT_ONCE = 1024 * 1024;

    private static final Pattern LEFT_OUT = Pattern.compile(
            ".*\\.lock|ringmain\\.log.*|questdb/.*|jobs/.*|journal/.*|snapshots/.*"
                    + "|audit/secret/.*|audit/rotate\\.request|projections/questdb-.*|.*\\.(tmp|new|db-wal|db-shm|db-journal)");
    private static final Pattern SNAPSHOT = Pattern.compile("snapshot-(\\d{20})\\.bin");

    private final Path dataFolder;
    private final Path staging;
    private final boolean hasExtras;
    private final List<JournalCopy.Part> parts = new ArrayList<>();
    private long lastSequence;

    private DataFiles(Path dataFolder, Path staging, boolean hasExtras) {
        this.dataFolder = dataFolder;
        this.staging = staging;
        this.hasExtras = hasExtras;
    }

    /**
     * Looks at a data folder.
     *
     * @param staging empty folder for copies of databases
     * @param hasExtras whether the site's files and jars come from elsewhere, so that restored ones are not taken too
     */
    static DataFiles of(Path dataFolder, Path staging, boolean hasExtras) throws IOException {
        DataFiles files = new DataFiles(dataFolder, staging, hasExtras);
        files.addOthers();
        List<JournalCopy.Part> snapshots = files.snapshots();
        JournalCopy journal = JournalCopy.of(dataFolder);
        files.lastSequence = journal.lastSequence();
        for (JournalCopy.Part snapshot : snapshots) {
            if (sequence(snapshot) <= journal.lastSequence()) {
                files.parts.add(snapshot);
            }
        }
        files.parts.addAll(journal.parts());
        return files;
    }

    List<JournalCopy.Part> parts() {
        return parts;
    }

    long lastSequence() {
        return lastSequence;
    }

    long bytes() {
        return parts.stream().mapToLong(JournalCopy.Part::length).sum();
    }

    private void addOthers() throws IOException {
        Files.walkFileTree(
                dataFolder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        return isLeftOut(name(folder) + "/") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        if (attributes.isRegularFile() && !isLeftOut(name(file))) {
                            addOther(file, attributes.size());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
                        if (error instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE; // written beside, and renamed meanwhile
                        }
                        throw error;
                    }
                });
    }

    private boolean isLeftOut(String name) {
        return LEFT_OUT.matcher(name).matches()
                || hasExtras && (name.startsWith(Archive.SITE + "/") || name.startsWith(Archive.MACHINES + "/"));
    }

    private void addOther(Path file, long size) throws IOException {
        String name = name(file);
        if (name.endsWith(".db")) {
            Path copy = staging.resolve(parts.size() + ".db");
            SqliteCopy.write(file, copy);
            parts.add(new JournalCopy.Part(name, copy, Files.size(copy), null, ""));
        } else if (size <= READ_AT_ONCE && !name.startsWith("audit/")) {
            byte[] content = Files.readAllBytes(file);
            parts.add(new JournalCopy.Part(name, file, content.length, content, ""));
        } else {
            parts.add(new JournalCopy.Part(name, file, size, null, ""));
        }
    }

    private String name(Path file) {
        return dataFolder
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }

    private List<JournalCopy.Part> snapshots() throws IOException {
        List<JournalCopy.Part> snapshots = new ArrayList<>();
        Path folder = dataFolder.resolve("snapshots");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    if (SNAPSHOT.matcher(file.getFileName().toString()).matches()) {
                        snapshots.add(new JournalCopy.Part(name(file), file, Files.size(file), null, ""));
                    }
                }
            }
        }
        return snapshots;
    }

    private static long sequence(JournalCopy.Part snapshot) {
        Matcher name = SNAPSHOT.matcher(snapshot.file().getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : Long.MAX_VALUE;
    }
}
