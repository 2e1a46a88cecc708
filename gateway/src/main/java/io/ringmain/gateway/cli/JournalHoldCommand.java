package io.ringmain.gateway.cli;

import io.ringmain.historian.journal.JournalSummary;
import io.ringmain.historian.journal.LegalHold;
import io.ringmain.historian.journal.LegalHolds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
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
        name = "hold",
        description =
                "Keep a span of the journal from retention, also while a site writes it, until 'journal release'.")
final class JournalHoldCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = "--from",
            paramLabel = "T",
            required = true,
            converter = TimeConverter.class,
            description = "First moment, like 2026-11-21T03:07:34.5Z or 2026-11-21.")
    private long fromNs;

    @Option(
            names = "--to",
            paramLabel = "T",
            required = true,
            converter = TimeConverter.class,
            description = "Moment behind the last one.")
    private long toNs;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, in one line.")
    private String reason;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path data = folder.existing();
        if (toNs <= fromNs) {
            throw new ParameterException(spec.commandLine(), "--to: " + Json.time(toNs) + " is not behind --from");
        }
        LegalHold hold;
        try {
            hold = new LegalHolds(data).add(fromNs, toNs - 1, reason);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--reason: " + e.getMessage());
        }
        long goneNs = JournalSummary.deletedUpToNs(data);
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            Map<String, Object> json = json(hold);
            json.put("deletedBefore", goneNs >= fromNs ? Json.time(goneNs) : null);
            out.println(Json.line(json));
        } else {
            out.println(line(hold));
            if (goneNs >= fromNs) {
                out.println("retention has deleted what was recorded up to " + Json.time(goneNs)
                        + " or a little later before; the rest is kept");
            }
        }
        return ExitCode.DONE;
    }

    private static String line(LegalHold hold) {
        return "hold " + hold.id() + ": " + Json.time(hold.fromNs()) + " to " + Json.time(hold.toNs() + 1) + ", set "
                + Instant.ofEpochMilli(hold.createdMs())
                + (hold.isInForce() ? "" : ", released " + Instant.ofEpochMilli(hold.releasedMs())) + ": "
                + hold.reason();
    }

    private static Map<String, Object> json(LegalHold hold) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", hold.id());
        json.put("from", Json.time(hold.fromNs()));
        json.put("to", Json.time(hold.toNs() + 1));
        json.put("reason", hold.reason());
        json.put("created", Instant.ofEpochMilli(hold.createdMs()).toString());
        json.put(
                "released",
                hold.isInForce()
                        ? null
                        : Instant.ofEpochMilli(hold.releasedMs()).toString());
        return json;
    }

    @Command(name = "holds", description = "List the spans that 'journal hold' keeps.")
    static final class All implements Callable<Integer> {
        @Mixin
        private Common common;

        @Mixin
        private JournalCommand.Folder folder;

        @Option(names = "--all", description = "Those that were released, too.")
        private boolean isAll;

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean isJson;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            List<LegalHold> holds = new LegalHolds(folder.existing())
                    .all().stream().filter(hold -> isAll || hold.isInForce()).toList();
            PrintWriter out = spec.commandLine().getOut();
            if (isJson) {
                out.println(Json.line(Map.of(
                        "holds", holds.stream().map(JournalHoldCommand::json).toList())));
            } else if (holds.isEmpty()) {
                out.println("nothing is held");
            } else {
                holds.forEach(hold -> out.println(line(hold)));
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "release", description = "Give up a span that 'journal hold' keeps: retention may delete it.")
    static final class Release implements Callable<Integer> {
        @Mixin
        private Common common;

        @Mixin
        private JournalCommand.Folder folder;

        @Parameters(index = "1", paramLabel = "ID", description = "Number of the hold, see 'journal holds'.")
        private int id;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            LegalHold released = new LegalHolds(folder.existing())
                    .release(id)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.REFUSED, "no hold " + id + " is in force; 'journal holds' lists them"));
            spec.commandLine().getOut().println(line(released));
            return ExitCode.DONE;
        }
    }
}
