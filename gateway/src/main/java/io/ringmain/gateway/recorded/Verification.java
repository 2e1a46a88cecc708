package io.ringmain.gateway.recorded;

import io.ringmain.historian.audit.AuditCheck;
import io.ringmain.historian.audit.AuditReport;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.JournalCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of checking a journal: digests, checksums, order and contiguity, then hash chain and signatures.
 *
 * @param problems of both, a line each
 */
public record Verification(JournalCheck journal, AuditReport audit, List<String> problems) {

    /** Thread: the caller's, for as long as it takes. */
    public static Verification of(Path data, AuditCheck audit, Progress checking, Progress verifying) {
        JournalCheck journal = JournalCheck.of(data, new TimeProgress(checking, TimeProgress.lastWrittenNs(data))::at);
        AuditReport report = audit.progress(verifying).run();
        List<String> problems = new ArrayList<>(journal.problems());
        problems.addAll(report.findings());
        return new Verification(journal, report, List.copyOf(problems));
    }

    public boolean isPassed() {
        return journal.isPassed() && audit.isPassed();
    }

    /** Field by field as it is shown in JSON. */
    public Map<String, Object> figures() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verified", isPassed());
        json.put("batches", journal.batches());
        json.put("records", journal.records());
        json.put("lastSequence", journal.lastSequence());
        json.put("segments", journal.segments());
        json.put("problem", problems.isEmpty() ? null : problems.get(0));
        json.put("problems", problems);
        json.put("chainedBatches", audit.batches());
        json.put("checkpoints", audit.checkpoints());
        json.put("chainedFrom", audit.fromSequence());
        json.put("signedSequence", audit.signedSequence());
        json.put("unsignedBatches", audit.unsignedBatches());
        json.put("keys", audit.keys());
        json.put("notes", audit.notes());
        return json;
    }
}
