package io.ringmain.historian.audit;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.journal.ChronicleJournalStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives a log a new key, signed by the old one. Where a site runs in the data folder, its process is asked to do it, since
 * only that one may write; otherwise it is done here, under the folder's lock.
 */
public final class KeyRotation {
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int LEAVES = 512;

    private KeyRotation() {}

    /**
     * Rotates the key and returns the new one.
     *
     * @throws AuditException when the running process does not do it, or the audit and the journal contradict each other
     */
    public static Audit.Key rotate(Path dataFolder) throws IOException {
        int before = Audit.of(dataFolder).keys().size();
        try (ChronicleJournalStore store = ChronicleJournalStore.open(dataFolder)) {
            try (AuditLog log = AuditLog.open(dataFolder)) {
                log.follow(store::reader);
                while (log.take(LEAVES) > 0) {
                    // all that was journaled is signed by the old key
                }
                log.rotate();
            }
        } catch (ProvisionException e) {
            ask(dataFolder, before, e);
        }
        List<Audit.Key> keys = Audit.of(dataFolder).keys();
        return keys.get(keys.size() - 1);
    }

    private static void ask(Path dataFolder, int before, ProvisionException inUse) throws IOException {
        Path request = AuditFolder.read(dataFolder).rotateRequest();
        try {
            Files.createFile(request);
        } catch (FileAlreadyExistsException e) {
            // somebody else has asked, or an earlier one was not answered: one answer is for all
        }
        long end = System.nanoTime() + WAIT_NS;
        while (Audit.of(dataFolder).keys().size() == before) {
            if (System.nanoTime() - end > 0) {
                Files.deleteIfExists(request);
                throw new AuditException("the process that uses the data folder did not rotate the key within "
                        + TimeUnit.NANOSECONDS.toSeconds(WAIT_NS) + " s; GET /system says under 'audit' what its audit"
                        + " does (" + inUse.getMessage() + ")");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
