package io.ringmain.perf;

import io.ringmain.perf.profile.Profiler;
import io.ringmain.perf.report.Hotspots;
import io.ringmain.perf.report.Report;
import io.ringmain.perf.report.ReportFolder;
import io.ringmain.perf.report.ReportTable;
import io.ringmain.perf.report.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ringmain perf}: measures this machine, shows the figures and writes a report. */
@Command(
        name = "ringmain perf",
        description = "Measures Ringmain on this machine; the short profile takes under 10 minutes on 2 cores.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:measured, no target missed",
            "1:measured, a target is missed",
            "2:wrong usage, or the report can not be written",
            "3:a suite could not be measured"
        })
public final class Main implements Callable<Integer> {
    /** Keeps what libraries say about themselves out of the report. */
    public static final String LOGBACK = "io/ringmain/perf/logback.xml";

    private static final int USAGE = 2;
    /** Nobody sees it: the JVM is ending already, as by a signal. */
    private static final int INTERRUPTED = 130;

    /** What the short profile may take, profilers included. */
    private static final int SHORT_SECONDS = 590;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Option(names = "--only", paramLabel = "NAME", description = "only this suite; may be given several times")
    private List<String> only = List.of();

    @Option(names = "--list", description = "names the suites with their times and ends")
    private boolean isList;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "short",
            description = "short, or long: every suite, more forks, longer windows, greater sites; over two hours")
    private Profile profile = Profile.SHORT;

    @Option(names = "--json", description = "one JSON object on standard output instead of the table")
    private boolean isJson;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "where report.html and report.md go; otherwise a new folder in perf/target/reports")
    private Path folder;

    @Option(names = "--no-reasons", description = "suites that missed a target do not run again with a profiler")
    private boolean isWithoutReasons;

    @Option(names = "--in-process", hidden = true)
    private boolean isInProcess;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", LOGBACK);
        Children.endWithThisJvm();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        if (isList) {
            SuiteList.print(System.out, isJson);
            return 0;
        }
        if (folder != null && folder.toString().isBlank()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--report is empty, must name a folder");
        }
        List<Suite> chosen = chosen();
        if (isInProcess) {
            Measurement measurement = new Measurement(profile, true);
            chosen.forEach(measurement::run);
            return show(measurement.report());
        }
        try {
            return measure(chosen, ReportFolder.at(folder == null ? freshFolder() : folder));
        } catch (IOException e) {
            System.err.println("perf: the report can not be written: " + e);
            return USAGE;
        }
    }

    private int measure(List<Suite> chosen, ReportFolder into) throws IOException {
        Progress progress = new Progress(System.err, chosen, profile.isLong());
        Measurement measurement = new Measurement(profile, false);
        for (Suite suite : chosen) {
            progress.onBegin(suite);
            progress.onEnd(measurement.run(suite));
            if (Children.areEnding()) {
                return INTERRUPTED; // the report of the suites before this one is whole, and stays
            }
            into.write(measurement.report()); // so that what is measured stays, whatever happens to the next
        }
        Report report = measurement.report();
        if (!isWithoutReasons && !report.hasMetTargets()) {
            report = report.withHotspots(reasons(report, chosen, into, progress));
            if (Children.areEnding()) {
                return INTERRUPTED;
            }
            into.write(report);
        }
        int code = show(report);
        System.err.println("perf: the report is " + into.html());
        return code;
    }

    /** Why targets are missed, as far as the time of the short profile goes. */
    private List<Hotspots> reasons(Report report, List<Suite> chosen, ReportFolder into, Progress progress) {
        ProfiledRun profiled = new ProfiledRun(Profiler.present(), into);
        List<Hotspots> reasons = new ArrayList<>();
        for (SuiteRun run : report.suites()) {
            List<String> missed = ProfiledRun.missed(report, run);
            Suite suite = chosen.get(report.suites().indexOf(run));
            if (missed.isEmpty() || !suite.isProfiled() || Children.areEnding()) {
                continue;
            }
            if (!profile.isLong() && progress.seconds() + ProfiledRun.seconds() > SHORT_SECONDS) {
                String how = "the short profile has no time left; ./ringmain perf --only " + suite.name() + " shows it";
                reasons.add(Hotspots.failed(suite.name(), missed, how));
                continue;
            }
            System.err.println("perf:         again with a profiler: " + suite.name());
            reasons.add(profiled.explain(suite, missed));
        }
        return reasons;
    }

    private int show(Report report) {
        if (isJson) {
            System.out.println(report.toJson());
        } else {
            new ReportTable(System.out).print(report);
        }
        return !report.isComplete() ? 3 : report.hasMetTargets() ? 0 : 1;
    }

    private List<Suite> chosen() {
        List<String> names = Suites.ALL.stream().map(Suite::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "there is no suite '" + name + "'; there are " + String.join(", ", names));
            }
        }
        return Suites.ALL.stream()
                .filter(suite -> only.isEmpty() ? profile.isLong() || suite.isInShort() : only.contains(suite.name()))
                .toList();
    }

    /** Beside the build of this clone, or in the current folder where there is none. */
    private static Path freshFolder() {
        Path target = Path.of(System.getProperty("ringmain.home", "."), "perf", "target");
        String name = LocalDateTime.now(ZoneOffset.UTC).format(STAMP);
        return Files.isWritable(target) ? target.resolve("reports").resolve(name) : Path.of("ringmain-perf-" + name);
    }
}
