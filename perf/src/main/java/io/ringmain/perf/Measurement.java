package io.ringmain.perf;

import io.ringmain.perf.report.Figure;
import io.ringmain.perf.report.Host;
import io.ringmain.perf.report.Report;
import io.ringmain.perf.report.SuiteRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One call's suites, one after the other; what one of them can not measure costs the others nothing. */
final class Measurement {
    private final Host host = Host.present();
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Profile profile;
    private final boolean isInProcess;
    private final List<Figure> figures = new ArrayList<>();
    private final List<SuiteRun> runs = new ArrayList<>();

    /** @param isInProcess whether suites that want a JVM of their own are in it already */
    Measurement(Profile profile, boolean isInProcess) {
        this.profile = profile;
        this.isInProcess = isInProcess;
    }

    SuiteRun run(Suite suite) {
        long beganNs = System.nanoTime();
        List<Figure> given = List.of();
        String failure = null;
        try {
            if (suite.isForked() && !isInProcess) {
                Report fork = Fork.run(suite, profile);
                given = fork.figures();
                failure = fork.suites().isEmpty() ? null : fork.suites().get(0).failure();
            } else {
                given = suite.run(profile.isLong());
            }
        } catch (SuiteFailedException e) {
            failure = e.getMessage();
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            e.printStackTrace();
            failure = e.toString();
        }
        List<String> names = given.stream().map(Figure::name).toList();
        List<String> withheld = suite.fixedNames().stream()
                .filter(name -> !names.contains(name))
                .toList();
        if (failure == null && !withheld.isEmpty()) {
            failure = suite.name() + ": " + String.join(", ", withheld) + " was not measured";
        }
        SuiteRun run = new SuiteRun(
                suite.name(),
                suite.describe(),
                (System.nanoTime() - beganNs) / 1e9,
                suite.seconds(profile.isLong()),
                failure,
                names);
        figures.addAll(given);
        runs.add(run);
        return run;
    }

    Report report() {
        return new Report(host, figures, begun.toString(), profile.toString(), runs, List.of());
    }
}
