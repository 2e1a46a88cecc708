package io.ringmain.gateway.cli;

import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.historian.backup.Restore;
import io.ringmain.historian.backup.RestoreReport;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description =
                "Bring a backup back into a folder that is new or empty, then execute its journal again and compare;"
                        + " exit code 4 when the backup is not what was made, or the outcome differs.")
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "FILE", description = "The archive that 'backup' wrote.")
    private Path archive;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder to restore to.")
    private Path data;

    @Option(
            names = "--machines",
            paramLabel = "FOLDER",
            description = "Folder of jars of user machines; those of the backup if not set.")
    private Path machines;

    @Option(names = "--skip-replay", description = "Compare the digests only.")
    private boolean isReplaySkipped;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RestoreReport restored;
        try (Interruption interruption = new Interruption();
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "restoring")) {
            restored = Restore.run(archive, data, progress.endedBy(interruption));
        }
        if (!isJson) {
            out().println(data + ": " + restored.files() + " files, " + restored.bytes() + " bytes, up to sequence "
                    + restored.lastSequence() + "; backup of " + restored.created() + " by Ringmain "
                    + restored.ringmain());
        }
        Replay.Report replay = isReplaySkipped ? null : verify(restored);
        boolean isPassed = isReplaySkipped || replay.isVerified() && !replay.isStopped();
        if (isJson) {
            out().println(Json.line(json(restored, replay, isPassed)));
        } else if (!isReplaySkipped) {
            replay.mismatches().forEach(spec.commandLine().getErr()::println);
            if (!isPassed) {
                throw notVerified(problem(replay));
            }
            out().println("verified: " + replay.events() + " events, " + replay.results() + " results and "
                    + replay.hashes() + " state hashes are the same");
        }
        return isPassed ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private Replay.Report verify(RestoreReport restored) {
        Path own = data.resolve("machines");
        Path jars = machines != null ? machines : Files.isDirectory(own) ? own : null;
        ReplaySource source = Extensions.find().recorded(data, jars);
        try (Interruption interruption = new Interruption();
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "executing")) {
            ReplayListener listener = session -> {
                progress.at(session.lastSequence(), restored.lastSequence());
                if (interruption.isAsked()) {
                    session.stop();
                }
            };
            return Replay.verify(source, ReplayPoint.BEGIN, ReplayPoint.END, listener);
        } catch (ReplayException | DamagedJournalException e) {
            throw notVerified(e.getMessage());
        }
    }

    private static String problem(Replay.Report replay) {
        if (!replay.difference().isEmpty()) {
            return replay.difference();
        }
        if (replay.isStopped()) {
            return "stopped before the end";
        }
        return "nothing was compared in " + replay.events() + " events";
    }

    private CommandFailure notVerified(String problem) {
        return new CommandFailure(
                ExitCode.VERIFICATION_FAILED, "restored to " + data + ", but not verified: " + problem);
    }

    private Map<String, Object> json(RestoreReport restored, Replay.Report replay, boolean isPassed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", data.toString());
        json.put("files", restored.files());
        json.put("bytes", restored.bytes());
        json.put("created", restored.created());
        json.put("ringmain", restored.ringmain());
        json.put("lastSequence", restored.lastSequence());
        json.put("replayed", replay != null);
        json.put("verified", replay != null && isPassed);
        if (replay != null) {
            json.put("events", replay.events());
            json.put("results", replay.results());
            json.put("hashes", replay.hashes());
            json.put("mismatches", replay.mismatches());
            json.put("difference", isPassed ? "" : problem(replay));
        }
        return json;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
