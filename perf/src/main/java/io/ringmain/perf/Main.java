package io.ringmain.perf;

import io.ringmain.perf.report.Figure;
import io.ringmain.perf.report.Host;
import io.ringmain.perf.report.Report;
import io.ringmain.perf.report.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./ringmain perf}: measures this machine and shows the figures. */
@Command(
        name = "ringmain perf",
        description = "Measures Ringmain on this machine; the short form takes some 15 minutes on 2 cores.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:measured, every target met",
            "1:measured, a target is not met",
            "2:wrong usage",
            "3:a suite could not be measured"
        })
public final class Main implements Callable<Integer> {
    /** Keeps what libraries say about themselves out of the report. */
    public static final String LOGBACK = "io/ringmain/perf/logback.xml";

    @Option(names = "--only", paramLabel = "NAME", description = "only this suite; may be given several times")
    private List<String> only = List.of();

    @Option(names = "--list", description = "names the suites and ends")
    private boolean isList;

    @Option(names = "--json", description = "one JSON object on standard output instead of the table")
    private boolean isJson;

    @Option(names = "--long", description = "more forks, longer windows; about an hour")
    private boolean isLong;

    @Option(names = "--in-process", hidden = true)
    private boolean isInProcess;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", LOGBACK);
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (isList) {
            Suites.ALL.forEach(suite -> System.out.printf("%-16s %s%n", suite.name(), suite.describe()));
            return 0;
        }
        List<Suite> chosen = chosen();
        Host host = Host.present();
        List<Figure> figures = new ArrayList<>();
        boolean isComplete = true;
        for (Suite suite : chosen) {
            if (!isInProcess) {
                System.err.println("perf: " + suite.name() + " (" + suite.describe() + ")");
            }
            try {
                figures.addAll(suite.isForked() && !isInProcess ? Fork.run(suite, isLong) : suite.run(isLong));
            } catch (SuiteFailedException e) {
                System.err.println("perf: " + e.getMessage());
                isComplete = false;
            }
        }
        Report report = new Report(host, figures);
        if (isJson) {
            System.out.println(report.toJson());
        } else {
            new ReportTable(System.out).print(report);
        }
        return !isComplete ? 3 : report.hasMetTargets() ? 0 : 1;
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
                .filter(suite -> only.isEmpty() || only.contains(suite.name()))
                .toList();
    }
}
