package io.ringmain.gateway.cli;

import io.ringmain.core.replay.JournalComparison;
import io.ringmain.core.replay.JournalComparison.Divergence;
import io.ringmain.core.replay.JournalFeed;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.recorded.RecordedFolder;
import io.ringmain.gateway.recorded.TimeProgress;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
        name = "diff",
        description = "Compare the journals of two data folders record by record; names where they part, exit code 4.")
final class JournalDiffCommand implements Callable<Integer> {
    private static final int MOST_CONTEXT = 1_000;
    /** How far before the divergence the records stand that are shown before it: sequences have gaps. */
    private static final long REACH = 1_000;

    @Mixin
    private Common common;

    @Parameters(paramLabel = "DIR", description = "The first data folder.")
    private Path first;

    @Parameters(paramLabel = "DIR2", description = "The second data folder.")
    private Path second;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Records to show before and behind the first difference; ${DEFAULT-VALUE} if not set.")
    private int context = 3;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (context < 0 || context > MOST_CONTEXT) {
            throw new ParameterException(
                    spec.commandLine(), "--context " + context + " is not allowed, must be 0 to " + MOST_CONTEXT);
        }
        RecordedFolder one = existing(first);
        RecordedFolder other = existing(second);
        try (Interruption interruption = new Interruption();
                ProgressLine line = new ProgressLine(spec.commandLine().getErr(), "comparing")) {
            TimeProgress progress = new TimeProgress(
                    line, Math.max(TimeProgress.lastWrittenNs(first), TimeProgress.lastWrittenNs(second)));
            JournalComparison.Report report = JournalComparison.of(one, other, timeNs -> {
                progress.at(timeNs);
                return interruption.isAsked();
            });
            line.close();
            if (isJson) {
                spec.commandLine().getOut().println(Json.line(json(report, one, other)));
            } else {
                print(report, one, other);
            }
            if (report.isStopped()) {
                return ExitCode.FAILED;
            }
            return report.isSame() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
        }
    }

    private static RecordedFolder existing(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ProvisionException("there is no folder " + folder);
        }
        RecordedFolder recorded = new RecordedFolder(folder);
        try (JournalReader reader = recorded.reader(Long.MAX_VALUE)) {
            // Says so when there is no journal in it.
            return recorded;
        }
    }

    private void print(JournalComparison.Report report, RecordedFolder one, RecordedFolder other) {
        PrintWriter out = spec.commandLine().getOut();
        report.notes().forEach(out::println);
        Divergence divergence = report.divergence();
        if (divergence != null) {
            out.println("first difference: sequence " + divergence.sequence() + " (" + divergence.kind() + "): "
                    + divergence.text());
            out.println("in " + first + ":");
            around(one, divergence, divergence.first()).forEach(line -> out.println("  " + EventLine.text(line)));
            out.println("in " + second + ":");
            around(other, divergence, divergence.second()).forEach(line -> out.println("  " + EventLine.text(line)));
        }
        out.println(verdict(report) + ": " + report.same() + " records the same, " + report.inputs()
                + " with other inputs, " + report.outcomes() + " with other outcomes, " + report.onlyFirst()
                + " only in the first, " + report.onlySecond() + " only in the second; compared from sequence "
                + report.firstSequence() + " to " + report.lastSequence());
        if (!report.isStopped() && report.endFirst() != report.endSecond()) {
            boolean isFirst = report.endFirst() > report.endSecond();
            out.println((isFirst ? first : second) + " goes on behind sequence "
                    + Math.min(report.endFirst(), report.endSecond()) + " to "
                    + Math.max(report.endFirst(), report.endSecond()));
        }
    }

    private static String verdict(JournalComparison.Report report) {
        String verdict = report.isSame() ? "the same" : report.divergence() == null ? "nothing compared" : "different";
        return report.isStopped() ? "stopped, so far " + verdict : verdict;
    }

    private Map<String, Object> json(JournalComparison.Report report, RecordedFolder one, RecordedFolder other) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("same", report.isSame());
        json.put("stopped", report.isStopped());
        json.put("firstSequence", report.firstSequence());
        json.put("lastSequence", report.lastSequence());
        json.put("sameRecords", report.same());
        json.put("otherInputs", report.inputs());
        json.put("otherOutcomes", report.outcomes());
        json.put("onlyFirst", report.onlyFirst());
        json.put("onlySecond", report.onlySecond());
        json.put("endFirst", report.endFirst());
        json.put("endSecond", report.endSecond());
        json.put("notes", report.notes());
        Divergence divergence = report.divergence();
        if (divergence != null) {
            Map<String, Object> at = new LinkedHashMap<>();
            at.put("sequence", divergence.sequence());
            at.put("kind", divergence.kind());
            at.put("text", divergence.text());
            at.put("first", around(one, divergence, divergence.first()));
            at.put("second", around(other, divergence, divergence.second()));
            json.put("difference", at);
        } else {
            json.put("difference", null);
        }
        return json;
    }

    /** The records before the difference, that of it and those behind it. */
    private List<Map<String, Object>> around(RecordedFolder folder, Divergence divergence, SitePlan site) {
        Deque<Map<String, Object>> before = new ArrayDeque<>();
        List<Map<String, Object>> behind = new ArrayList<>();
        try (JournalFeed feed = JournalFeed.open(folder, Math.max(1, divergence.sequence() - REACH))) {
            SitePlan present = site;
            while (behind.size() <= context && feed.next()) {
                Event event = feed.event();
                if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
                    present = SitePlan.decode(event.configuration);
                }
                Map<String, Object> fields = EventLine.fields(event, present, Map.of());
                for (int i = 0; i < feed.resultCount(); i++) {
                    EventLine.outcome(event.command, feed.result(i), fields);
                }
                if (event.sequence >= divergence.sequence()) {
                    behind.add(fields);
                } else {
                    before.add(fields);
                    if (before.size() > context) {
                        before.remove();
                    }
                }
            }
        }
        List<Map<String, Object>> all = new ArrayList<>(before);
        all.addAll(behind);
        return all;
    }
}
