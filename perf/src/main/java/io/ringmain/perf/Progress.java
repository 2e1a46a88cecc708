package io.ringmain.perf;

import io.ringmain.perf.plot.Numbers;
import io.ringmain.perf.report.SuiteRun;
import java.io.PrintStream;
import java.util.List;

/** Says on standard error what is being measured, how far it is and how long it will take. */
final class Progress {
    private final PrintStream out;
    private final List<Suite> suites;
    private final boolean isLong;
    private final long beganNs = System.nanoTime();

    Progress(PrintStream out, List<Suite> suites, boolean isLong) {
        this.out = out;
        this.suites = suites;
        this.isLong = isLong;
    }

    /** Since it began. */
    double seconds() {
        return (System.nanoTime() - beganNs) / 1e9;
    }

    void onBegin(Suite suite) {
        int number = suites.indexOf(suite);
        double elapsed = seconds();
        double left = suites.subList(number, suites.size()).stream()
                .mapToInt(each -> each.seconds(isLong))
                .sum();
        out.printf(
                "perf: [%2d/%d] %s of about %s: %s, about %d s (%s)%n",
                number + 1,
                suites.size(),
                Numbers.time(elapsed),
                Numbers.time(elapsed + left),
                suite.name(),
                suite.seconds(isLong),
                suite.describe());
    }

    void onEnd(SuiteRun run) {
        if (run.failure() == null) {
            out.printf("perf:         %s took %s s%n", run.name(), Numbers.of(run.seconds()));
        } else {
            out.printf("perf:         NOT MEASURED after %s s: %s%n", Numbers.of(run.seconds()), run.failure());
        }
    }
}
