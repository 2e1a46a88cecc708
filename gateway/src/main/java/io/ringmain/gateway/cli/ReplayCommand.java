package io.ringmain.gateway.cli;

import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.DamagedJournalException;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = "Execute the journal of a data folder again; exit code 4 when the outcome differs.")
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = "--verify",
            required = true,
            description = "Compare every result and state hash with what was recorded; names the first difference.")
    private boolean isVerifying;

    @Option(
            names = "--machines",
            paramLabel = "FOLDER",
            description = "Folder of jars of user machines, as site.machine-folder in the site file.")
    private Path machines;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Replay.Report report = replay(folder.existing());
        if (!isJson) {
            report.mismatches().forEach(spec.commandLine().getErr()::println);
        }
        if (isJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("verified", report.isVerified());
            json.put("events", report.events());
            json.put("results", report.results());
            json.put("hashes", report.hashes());
            json.put("stateHash", Long.toHexString(report.stateHash()));
            json.put("lastSequence", report.lastSequence());
            json.put("mismatches", report.mismatches());
            json.put("difference", report.difference());
            spec.commandLine().getOut().println(Json.line(json));
        } else if (report.isVerified()) {
            spec.commandLine()
                    .getOut()
                    .println("verified: " + report.events() + " events up to sequence " + report.lastSequence() + ", "
                            + report.results() + " results and " + report.hashes()
                            + " state hashes are the same; state hash " + Long.toHexString(report.stateHash()));
        } else {
            throw new CommandFailure(
                    ExitCode.VERIFICATION_FAILED,
                    "not verified: "
                            + (report.difference().isEmpty()
                                    ? "nothing was compared in " + report.events() + " events"
                                    : report.difference()));
        }
        return report.isVerified() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private Replay.Report replay(Path folder) {
        try {
            Extensions extensions = Extensions.find();
            ReplaySource source = new ReplaySource(
                    new ReadOnly(folder),
                    new FileSnapshotStore(folder),
                    extensions.machines(machines),
                    extensions.machineJars());
            return Replay.verify(source, ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
        } catch (MachineJarException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        } catch (DamagedJournalException e) {
            throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "the journal is damaged: " + e.getMessage());
        }
    }

    /** The journal of a folder that another process may be writing to. */
    private record ReadOnly(Path folder) implements JournalStore {
        @Override
        public JournalReader reader(long fromSequence) {
            return ChronicleJournalStore.readOnly(folder, fromSequence);
        }

        @Override
        public Journal newEpoch(long firstSequence) {
            throw new UnsupportedOperationException("a replay writes nothing");
        }
    }
}
