package io.ringmain.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.site.SitePlan;
import io.ringmain.historian.audit.Audit;
import io.ringmain.historian.audit.ConsistencyProof;
import io.ringmain.historian.audit.RecordProof;
import io.ringmain.historian.audit.VerifyingKey;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "proof",
        description = {
            "Write a proof that a record is in a journal as it was signed, or that nothing before an exported checkpoint was"
                    + " changed since; or check such a proof, for which no data folder is needed.",
            "A proof holds the whole batch of the record, so records beside it, too."
        })
final class JournalProofCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The data folder; not with --check.")
    private Path data;

    @Option(names = "--sequence", paramLabel = "N", description = "The record, as 'journal tail' shows it.")
    private Long sequence;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description = "An exported checkpoint: proves that what it covers is the begin of what is signed now.")
    private Path since;

    @Option(
            names = "--no-names",
            description = "Leave out the configuration, by which the checker is shown names instead of numbers.")
    private boolean isNameless;

    @Option(names = "--out", paramLabel = "FILE", description = "The file, which is replaced; stdout if not set.")
    private Path out;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "Check this proof; exit code 4 when it does not hold.")
    private Path check;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "With --check: the exported public key. Without it the proof's own first key is trusted.")
    private Path publicKey;

    @Option(names = "--json", description = "With --check: answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (check != null) {
            if (data != null || sequence != null || since != null || out != null || isNameless) {
                throw usage("--check goes with --public-key and --json only");
            }
            return check();
        }
        if (publicKey != null || isJson) {
            throw usage("--public-key and --json go with --check");
        }
        if (data == null || (sequence == null) == (since == null)) {
            throw usage("DIR and one of --sequence and --since are needed, or --check");
        }
        if (!Files.isDirectory(data)) {
            throw new CommandFailure(ExitCode.NOT_REACHABLE, "there is no folder " + data);
        }
        String proof = Json.line(make());
        if (out == null) {
            spec.commandLine().getOut().println(proof);
        } else {
            AuditFiles.write(out, proof + "\n");
            spec.commandLine().getOut().println(out + ": " + proof.length() + " bytes");
        }
        return ExitCode.DONE;
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private Map<String, Object> make() {
        Audit audit = Audit.of(data);
        if (since != null) {
            return ProofFiles.json(audit.consistency(AuditFiles.checkpoint(since)));
        }
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "reading")) {
            return ProofFiles.json(audit.record(sequence, !isNameless, progress));
        } catch (DamagedJournalException e) {
            throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "the journal is damaged: " + e.getMessage());
        }
    }

    private static Map<String, Object> decoded(RecordProof proof) {
        SitePlan site = proof.site();
        Map<String, Object> fields = new LinkedHashMap<>();
        proof.batch().decode(decoder -> {
            if (decoder.event().sequence != proof.sequence()) {
                return true;
            }
            fields.putAll(EventLine.fields(decoder.event(), site, Map.of()));
            for (int i = 0; i < decoder.resultCount(); i++) {
                EventLine.outcome(decoder.event().command, decoder.result(i), fields);
            }
            return false;
        });
        return fields;
    }

    private int check() {
        VerifyingKey trusted = publicKey == null ? null : AuditFiles.publicKey(publicKey);
        JsonNode json = AuditFiles.read(check);
        String kind = json.path("proof").asText();
        return switch (kind) {
            case ProofFiles.RECORD -> {
                RecordProof proof = ProofFiles.record(check, json);
                List<String> problems = proof.problems(trusted);
                yield say(
                        problems,
                        "sequence " + proof.sequence() + " stands in the journal under the "
                                + proof.checkpoint().describe(),
                        problems.isEmpty() ? decoded(proof) : Map.of());
            }
            case ProofFiles.CONSISTENCY -> {
                ConsistencyProof proof = ProofFiles.consistency(check, json);
                yield say(
                        proof.problems(trusted),
                        "the " + proof.to().describe() + " goes on from the "
                                + proof.from().describe(),
                        Map.of());
            }
            default -> throw AuditFiles.refused(check, "not a proof of 'journal proof': proof is '" + kind + "'");
        };
    }

    private int say(List<String> problems, String what, Map<String, Object> decoded) {
        PrintWriter stdout = spec.commandLine().getOut();
        boolean isGood = problems.isEmpty();
        if (isJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("verified", isGood);
            json.put("keyCompared", publicKey != null);
            json.put("problems", problems);
            json.put("record", decoded.isEmpty() ? null : decoded);
            stdout.println(Json.line(json));
        } else if (isGood) {
            stdout.println("verified: " + what);
            if (!decoded.isEmpty()) {
                stdout.println("  " + EventLine.text(decoded));
            }
            if (publicKey == null) {
                stdout.println(
                        "  note: without an exported public key (--public-key) a proof that was made with another"
                                + " key can not be told");
            }
        } else {
            throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "not verified: " + String.join("; ", problems));
        }
        return isGood ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }
}
