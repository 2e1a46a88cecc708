package io.ringmain.gateway.cli;

import io.ringmain.historian.audit.Audit;
import io.ringmain.historian.audit.Checkpoint;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "checkpoint",
        description =
                "Show or export the newest signed checkpoint of a journal. Kept where the site can not write, it shows later"
                        + " that nothing it covers was changed or cut off ('journal verify --checkpoint').")
final class JournalCheckpointCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(names = "--export", paramLabel = "FILE", description = "Write it to this file, which is replaced.")
    private Path export;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Checkpoint checkpoint = Audit.of(folder.existing()).lastCheckpoint();
        if (export != null) {
            AuditFiles.write(export, Json.line(AuditFiles.json(checkpoint)) + "\n");
        }
        spec.commandLine()
                .getOut()
                .println(
                        isJson
                                ? Json.line(AuditFiles.json(checkpoint))
                                : (export == null ? "" : export + ": ") + checkpoint.describe());
        return ExitCode.DONE;
    }
}
