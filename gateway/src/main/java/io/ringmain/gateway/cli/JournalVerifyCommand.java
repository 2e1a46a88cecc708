package io.ringmain.gateway.cli;

import io.ringmain.historian.audit.AuditCheck;
import io.ringmain.historian.audit.AuditReport;
import io.ringmain.historian.journal.JournalCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description =
                "Check digests, checksums, order and contiguity of every record, then hash chain and signatures; exit code 4"
                        + " when something is wrong.")
final class JournalVerifyCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "An exported checkpoint: all that it covers must still be there as it was.")
    private Path checkpoint;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The exported public key: only it and keys that follow from it are trusted.")
    private Path publicKey;

    @Option(
            names = "--all-signatures",
            description =
                    "Compare the signature of each stored checkpoint, a millisecond or two each; otherwise of some"
                            + " thousand at most, which cover all the others.")
    private boolean isThorough;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path data = folder.existing();
        AuditCheck audit = new AuditCheck(data);
        if (checkpoint != null) {
            audit.exported(AuditFiles.checkpoint(checkpoint));
        }
        if (publicKey != null) {
            audit.trusted(AuditFiles.publicKey(publicKey));
        }
        if (isThorough) {
            audit.allSignatures();
        }
        JournalCheck check = check(data);
        AuditReport report = audit(audit);
        List<String> problems = new ArrayList<>(check.problems());
        problems.addAll(report.findings());
        boolean isPassed = check.isPassed() && report.isPassed();
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(Json.line(json(check, report, problems, isPassed)));
        } else if (isPassed) {
            print(check, report, out);
        } else {
            PrintWriter err = spec.commandLine().getErr();
            problems.forEach(problem -> err.println("  " + Failures.oneLine(problem)));
            throw new CommandFailure(
                    ExitCode.VERIFICATION_FAILED,
                    "not verified: " + problems.size() + " findings; whole are " + check.batches() + " batches with "
                            + check.records() + " records, signed is what is up to sequence "
                            + report.signedSequence());
        }
        return isPassed ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private JournalCheck check(Path data) {
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "checking")) {
            return JournalCheck.of(data, new TimeProgress(progress, TimeProgress.lastWrittenNs(data))::at);
        }
    }

    private AuditReport audit(AuditCheck audit) {
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "verifying")) {
            return audit.progress(progress).run();
        }
    }

    private static void print(JournalCheck check, AuditReport report, PrintWriter out) {
        out.println("verified: " + check.batches() + " batches with " + check.records() + " records up to sequence "
                + check.lastSequence() + ", " + check.segments() + " digests of segments, " + report.batches()
                + " batches in the hash chain, " + report.checkpoints() + " signed checkpoints up to sequence "
                + report.signedSequence());
        report.notes().forEach(note -> out.println("  note: " + note));
    }

    private static Map<String, Object> json(
            JournalCheck check, AuditReport report, List<String> problems, boolean isPassed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verified", isPassed);
        json.put("batches", check.batches());
        json.put("records", check.records());
        json.put("lastSequence", check.lastSequence());
        json.put("segments", check.segments());
        json.put("problem", problems.isEmpty() ? null : problems.get(0));
        json.put("problems", problems);
        json.put("chainedBatches", report.batches());
        json.put("checkpoints", report.checkpoints());
        json.put("chainedFrom", report.fromSequence());
        json.put("signedSequence", report.signedSequence());
        json.put("unsignedBatches", report.unsignedBatches());
        json.put("keys", report.keys());
        json.put("notes", report.notes());
        return json;
    }
}
