package io.ringmain.gateway.process;

import io.ringmain.historian.audit.AuditFollower;
import io.ringmain.historian.audit.Deletion;
import io.ringmain.historian.journal.DeletionWitness;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has what retention is about to delete signed by the audit. */
final class SignedDeletions implements DeletionWitness {
    private static final long WAIT_MS = 5_000;

    private final AuditFollower audit;

    SignedDeletions(AuditFollower audit) {
        this.audit = audit;
    }

    @Override
    public void record(long lastSequence, long snapshotSequence) throws IOException {
        try {
            audit.recordDeletion(new Deletion(lastSequence, snapshotSequence, "retention"))
                    .get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the audit has not signed it within " + WAIT_MS + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
