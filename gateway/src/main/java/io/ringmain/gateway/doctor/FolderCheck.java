package io.ringmain.gateway.doctor;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.DamagedJournalException;
import io.ringmain.historian.journal.JournalSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is in a data folder: who has it, the journal, the databases, the keys. Reads only. */
final class FolderCheck {
    private static final long PATIENCE_S = 10;
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Findings findings;
    private final Path folder;

    FolderCheck(Findings findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
    }

    /** True when a site runs on the folder. */
    boolean run() {
        boolean isInUse = ChronicleJournalStore.isInUse(folder);
        findings.ok("data folder's lock", isInUse ? "a site runs on it" : "free");
        journal();
        database("store.db");
        database("projection.db");
        secrets();
        return isInUse;
    }

    private void journal() {
        FutureTask<JournalSummary> reading = new FutureTask<>(() -> JournalSummary.ofWhatIsWhole(folder));
        Thread thread = new Thread(reading, "doctor journal");
        thread.setDaemon(true);
        thread.start();
        try {
            judge(reading.get(PATIENCE_S, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            findings.ok(
                    "journal",
                    "readable for " + PATIENCE_S
                            + " s, and longer than that; './ringmain journal verify' reads all of it");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DamagedJournalException) {
                damaged(e.getCause().getMessage());
            } else if (e.getCause() instanceof ProvisionException) {
                findings.ok("journal", "none yet");
            } else {
                findings.fail(
                        "journal",
                        "can not be read: " + e.getCause(),
                        "look at the rights of the folder",
                        Finding.Kind.NOT_REACHABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(JournalSummary summary) {
        long nowNs = System.currentTimeMillis() * 1_000_000;
        if (!summary.damage().isEmpty()) {
            damaged(summary.damage().get(0));
        } else if (summary.lastTimeNs() > nowNs + TimeUnit.SECONDS.toNanos(PATIENCE_S)) {
            findings.warn(
                    "journal",
                    "ends " + (summary.lastTimeNs() - nowNs) / 1_000_000_000 + " s in the future",
                    "set the clock; until then time goes on from there");
        } else {
            findings.ok(
                    "journal",
                    summary.epochs().size() + " epochs, sequences " + summary.firstSequence() + " to "
                            + summary.lastSequence() + ", " + summary.bytes() / 1024 + " KiB");
        }
    }

    private void damaged(String what) {
        findings.fail(
                "journal",
                "damaged: " + what,
                "./ringmain journal verify " + folder + " shows all of it; restore a backup or go on without",
                Finding.Kind.DAMAGE);
    }

    private void database(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return;
        }
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(SQLITE.length);
            if (head.length == 0 || java.util.Arrays.equals(head, SQLITE)) {
                findings.ok("database " + name, Files.size(file) / 1024 + " KiB");
            } else {
                findings.fail("database " + name, "is no SQLite file", "restore a backup", Finding.Kind.DAMAGE);
            }
        } catch (IOException e) {
            findings.fail(
                    "database " + name,
                    "can not be read: " + e.getMessage(),
                    "give it to the user that runs the site",
                    Finding.Kind.NOT_REACHABLE);
        }
    }

    /** Keys that others could read. */
    private void secrets() {
        Path key = folder.resolve("auth").resolve("token.key");
        try {
            if (!Files.exists(key)) {
                return;
            }
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(key);
            boolean isOpen =
                    rights.contains(PosixFilePermission.GROUP_READ) || rights.contains(PosixFilePermission.OTHERS_READ);
            if (isOpen) {
                findings.warn("token key", key + " can be read by others", "chmod 600 " + key);
            } else {
                findings.ok("token key", "only its owner reads it");
            }
        } catch (IOException | UnsupportedOperationException e) {
            findings.warn("token key", "its rights can not be told", "see that only the site's user reads " + key);
        }
    }
}
