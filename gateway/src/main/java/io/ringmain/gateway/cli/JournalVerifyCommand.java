package io.ringmain.gateway.cli;

import io.ringmain.gateway.recorded.Verification;
import io.ringmain.historian.audit.AuditCheck;
import io.ringmain.historian.audit.AuditReport;
import io.ringmain.historian.journal.JournalCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
        Verification found = verification(data, audit);
        JournalCheck check = found.journal();
        AuditReport report = found.audit();
        List<String> problems = found.problems();
        boolean isPassed = found.isPassed();
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(Json.line(found.figures()));
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

    private Verification verification(Path data, AuditCheck audit) {
        PrintWriter err = spec.commandLine().getErr();
        try (ProgressLine checking = new ProgressLine(err, "checking");
                ProgressLine verifying = new ProgressLine(err, "verifying")) {
            return Verification.of(data, audit, checking, verifying);
        }
    }

    private static void print(JournalCheck check, AuditReport report, PrintWriter out) {
        out.println("verified: " + check.batches() + " batches with " + check.records() + " records up to sequence "
                + check.lastSequence() + ", " + check.segments() + " digests of segments, " + report.batches()
                + " batches in the hash chain, " + report.checkpoints() + " signed checkpoints up to sequence "
                + report.signedSequence());
        report.notes().forEach(note -> out.println("  note: " + note));
    }
}
