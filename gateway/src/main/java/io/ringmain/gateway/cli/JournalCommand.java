package io.ringmain.gateway.cli;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.historian.journal.DamagedJournalException;
import io.ringmain.historian.journal.JournalSummary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
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
        name = "journal",
        description = "Look into the journal of a data folder, also while a site writes it.",
        subcommands = {
            JournalCommand.Info.class,
            JournalTailCommand.class,
            JournalVerifyCommand.class,
            JournalDiffCommand.class,
            JournalProofCommand.class,
            JournalKeyCommand.class,
            JournalCheckpointCommand.class,
            JournalHoldCommand.class,
            JournalHoldCommand.All.class,
            JournalHoldCommand.Release.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class JournalCommand implements Runnable {
    @Mixin
    private Common common;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The data folder that a command reads. */
    static final class Folder {
        @Parameters(paramLabel = "DIR", description = "The data folder (what --data named).")
        private Path path;

        Path existing() {
            if (!Files.isDirectory(path)) {
                throw new ProvisionException("there is no folder " + path);
            }
            return path;
        }
    }

    @Command(name = "info", description = "Count epochs, records and bytes of what is whole; damage is named.")
    static final class Info implements Callable<Integer> {
        @Mixin
        private Common common;

        @Mixin
        private Folder folder;

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean isJson;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            JournalSummary summary = read(folder.existing());
            if (isJson) {
                out.println(Json.line(json(summary)));
            } else {
                print(summary, out);
            }
            summary.damage()
                    .forEach(line -> spec.commandLine()
                            .getErr()
                            .println("ringmain: the journal is damaged: " + Failures.oneLine(line)));
            return summary.damage().isEmpty() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
        }

        private static JournalSummary read(Path folder) {
            try {
                return JournalSummary.ofWhatIsWhole(folder);
            } catch (DamagedJournalException e) {
                throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "the journal is damaged: " + e.getMessage());
            }
        }

        private static void print(JournalSummary summary, PrintWriter out) {
            out.println("sequences  " + summary.firstSequence() + " to " + summary.lastSequence());
            out.println("time       " + time(summary.firstTimeNs()) + " to " + time(summary.lastTimeNs()));
            out.println("batches    " + summary.batches());
            out.println("bytes      " + summary.bytes());
            if (summary.deletions().segments() > 0) {
                out.println("deleted    " + summary.deletions().segments() + " segments of "
                        + summary.deletions().bytes() + " bytes up to sequence "
                        + summary.deletions().lastSequence());
            }
            out.println("held       " + (summary.holds() == 0 ? "nothing" : summary.holds() + " spans"));
            summary.records().forEach((kind, count) -> out.printf("%-10s %d%n", kind, count));
            for (JournalSummary.Epoch epoch : summary.epochs()) {
                out.printf(
                        "epoch %-4d %s, from sequence %d, %s, %d bytes, Ringmain %s on Java %s%n",
                        epoch.number(),
                        Instant.ofEpochMilli(epoch.createdMs()),
                        epoch.firstSequence(),
                        epoch.state(),
                        epoch.bytes(),
                        epoch.ringmain(),
                        epoch.jvm());
            }
        }

        private static Map<String, Object> json(JournalSummary summary) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("firstSequence", summary.firstSequence());
            json.put("lastSequence", summary.lastSequence());
            json.put("firstTime", time(summary.firstTimeNs()));
            json.put("lastTime", time(summary.lastTimeNs()));
            json.put("batches", summary.batches());
            json.put("bytes", summary.bytes());
            json.put("deletedSegments", summary.deletions().segments());
            json.put("deletedBytes", summary.deletions().bytes());
            json.put("deletedUpToSequence", summary.deletions().lastSequence());
            json.put("holds", summary.holds());
            json.put("records", summary.records());
            json.put("epochs", summary.epochs().stream().map(Info::json).toList());
            json.put("damage", summary.damage());
            return json;
        }

        private static Map<String, Object> json(JournalSummary.Epoch epoch) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("epoch", epoch.number());
            json.put("created", Instant.ofEpochMilli(epoch.createdMs()).toString());
            json.put("firstSequence", epoch.firstSequence());
            json.put("state", epoch.state());
            json.put("bytes", epoch.bytes());
            json.put("ringmain", epoch.ringmain());
            json.put("jvm", epoch.jvm());
            return json;
        }

        private static String time(long ns) {
            return ns == 0 ? "-" : Json.time(ns);
        }
    }
}
