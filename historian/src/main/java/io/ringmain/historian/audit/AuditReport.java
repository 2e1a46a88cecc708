package io.ringmain.historian.audit;

import java.util.List;

/**
 * What comparing a journal with its audit has shown.
 *
 * @param findings traces of tampering, a line each with epoch and sequences
 * @param notes what could not be seen and why, a line each
 * @param batches whose hash was compared
 * @param checkpoints whose root and signature were compared
 * @param fromSequence first one that was compared, -1 when there is none
 * @param signedSequence last one under a valid signature, -1 when there is none
 * @param lastSequence last one in the journal, -1 when there is none
 * @param unsignedBatches behind the last signature
 * @param keys fingerprints in the order of their use
 */
public record AuditReport(
        List<String> findings,
        List<String> notes,
        long batches,
        long checkpoints,
        long fromSequence,
        long signedSequence,
        long lastSequence,
        long unsignedBatches,
        List<String> keys) {
    public AuditReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        keys = List.copyOf(keys);
    }

    /** True when nothing speaks of tampering. */
    public boolean isPassed() {
        return findings.isEmpty();
    }
}
