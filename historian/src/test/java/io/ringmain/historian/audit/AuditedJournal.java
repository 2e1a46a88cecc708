package io.ringmain.historian.audit;

import io.ringmain.core.spi.Journal;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.JournalSettings;
import io.ringmain.historian.journal.KnownBatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.LongStream;

/** A data folder with a real journal and its audit, for tests that look for what was done to it. */
final class AuditedJournal {
    static final int BLOCK_BITS = 3;
    static final int BATCH = 10;
    private static final long START_MS = 1_700_000_000_000L;

    private static final JournalSettings SETTINGS =
            new JournalSettings(500, Long.MAX_VALUE, 0, 0, Long.MAX_VALUE / 4, Long.MAX_VALUE);

    private final Path folder;
    private final int batch;
    private long nowMs = START_MS;

    AuditedJournal(Path folder) {
        this(folder, BATCH);
    }

    /** @param batch sequences in each one */
    AuditedJournal(Path folder, int batch) {
        this.folder = folder;
        this.batch = batch;
    }

    Path folder() {
        return folder;
    }

    /** Adds an epoch of so many batches; signs after each third one. */
    AuditedJournal epoch(int batches) {
        try (AuditLog log = open();
                ChronicleJournalStore store = ChronicleJournalStore.open(folder, SETTINGS)) {
            log.follow(store::reader);
            catchUp(log);
            store.auditHead(log::head);
            long next = Math.max(1, log.status("").chainedSequence() + 1);
            try (Journal journal = store.newEpoch(next)) {
                log.follow(store::reader);
                KnownBatches known = new KnownBatches();
                for (int i = 1; i <= batches; i++) {
                    next = known.append(journal, next, batch);
                    if (i % 3 == 0) {
                        catchUp(log);
                    }
                }
            }
            catchUp(log);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an epoch that the audit does not see. */
    AuditedJournal unsignedEpoch(long firstSequence, int batches) {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, SETTINGS);
                Journal journal = store.newEpoch(firstSequence)) {
            KnownBatches known = new KnownBatches();
            LongStream.range(0, batches).forEach(i -> known.append(journal, firstSequence + i * batch, batch));
        }
        return this;
    }

    AuditLog open() {
        try {
            return AuditLog.open(folder, BLOCK_BITS, () -> nowMs += 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chains and signs all that is there. */
    AuditStatus sign() {
        try (AuditLog log = open()) {
            log.follow(from -> ChronicleJournalStore.readOnly(folder, from));
            catchUp(log);
            return log.status("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void catchUp(AuditLog log) throws IOException {
        while (log.take(2) > 0) {
            // until all is taken
        }
        log.sign();
    }

    AuditCheck check() {
        return new AuditCheck(folder);
    }

    List<Checkpoint> checkpoints() {
        try {
            return CheckpointLog.readAll(AuditFolder.read(folder), new java.util.ArrayList<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Checkpoint lastCheckpoint() {
        List<Checkpoint> all = checkpoints();
        return all.get(all.size() - 1);
    }

    AuditedJournal copyTo(Path target) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                    Files.createDirectories(target.resolve(folder.relativize(dir)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.copy(file, target.resolve(folder.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AuditedJournal(target, batch);
    }
}
