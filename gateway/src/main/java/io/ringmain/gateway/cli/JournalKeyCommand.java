package io.ringmain.gateway.cli;

import io.ringmain.historian.audit.Audit;
import io.ringmain.historian.audit.KeyRotation;
import java.io.IOException;
import java.io.PrintWriter;
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
import picocli.CommandLine.Spec;

@Command(
        name = "key",
        description = "List the keys that sign a journal, export the public one, or rotate it, also while a site runs.")
final class JournalKeyCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(names = "--public", description = "Write the present public key as PEM.")
    private boolean isPublic;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With --public: the file, which is replaced; stdout if not set.")
    private Path out;

    @Option(
            names = "--rotate",
            description = "Make a new key, signed by the present one; what comes from now on is signed with it.")
    private boolean isRotating;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (isPublic && (isRotating || isJson)) {
            throw new ParameterException(spec.commandLine(), "--public goes with neither --rotate nor --json");
        }
        if (out != null && !isPublic) {
            throw new ParameterException(spec.commandLine(), "--out needs --public");
        }
        Path data = folder.existing();
        PrintWriter stdout = spec.commandLine().getOut();
        if (isPublic) {
            Audit.Key key = last(Audit.of(data).keys());
            if (out == null) {
                stdout.print(key.verifying().pem());
            } else {
                AuditFiles.write(out, key.verifying().pem());
                stdout.println(out + ": public key " + key.verifying().fingerprint());
            }
            stdout.flush();
            return ExitCode.DONE;
        }
        if (isRotating) {
            Audit.Key key = KeyRotation.rotate(data);
            if (!isJson) {
                stdout.println("key " + key.number() + " signs from sequence " + key.fromSequence() + " on: "
                        + key.verifying().fingerprint());
                return ExitCode.DONE;
            }
        }
        list(Audit.of(data).keys(), stdout);
        return ExitCode.DONE;
    }

    private static Audit.Key last(List<Audit.Key> keys) {
        if (keys.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "the log names no key yet");
        }
        return keys.get(keys.size() - 1);
    }

    private void list(List<Audit.Key> keys, PrintWriter stdout) {
        if (isJson) {
            stdout.println(Json.line(
                    Map.of("keys", keys.stream().map(JournalKeyCommand::json).toList())));
            return;
        }
        for (Audit.Key key : keys) {
            stdout.println("key " + key.number() + "  " + key.verifying().fingerprint() + "  from sequence "
                    + key.fromSequence() + "  " + key.time() + "  " + key.reason());
        }
    }

    private static Map<String, Object> json(Audit.Key key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", key.number());
        json.put("fingerprint", key.verifying().fingerprint());
        json.put("public", key.verifying().base64());
        json.put("fromSequence", key.fromSequence());
        json.put("time", key.time());
        json.put("reason", key.reason());
        return json;
    }
}
