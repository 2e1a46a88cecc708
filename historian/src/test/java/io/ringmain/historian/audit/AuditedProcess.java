package io.ringmain.historian.audit;

import io.ringmain.core.spi.Journal;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.KnownBatches;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Appends batches with an audit beside it until it is killed; says how far it has come and what is signed. */
public final class AuditedProcess {
    private static final long PAUSE_NS = 500_000;
    private static final int SAY = 100;

    private AuditedProcess() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        Path folder = Path.of(arguments[0]);
        ChronicleJournalStore store = ChronicleJournalStore.open(folder);
        AuditFollower audit = AuditFollower.open(folder, store::reader);
        store.auditHead(audit::head);
        long next = audit.status().chainedSequence() < 0 ? 1 : audit.status().chainedSequence() + 1;
        Journal journal = store.newEpoch(next);
        audit.start();
        KnownBatches batches = new KnownBatches();
        for (long count = 1; ; count++) {
            next = batches.append(journal, next, 20);
            if (count % SAY == 0) {
                AuditStatus status = audit.status();
                out.println((next - 1) + " " + status.signedSequence() + " " + status.problem());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
