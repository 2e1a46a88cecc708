package io.ringmain.perf.jmh;

import io.ringmain.perf.Main;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The JMH classes of one name, {@code CvtBenchmark} for {@code cvt}, in forks with the flags of this JVM and the
 * allocation profiler.
 *
 * <p>A figure is named by class, method and parameters; the bytes allocated an operation follow as one of their own.
 */
public final class JmhSuite implements Suite {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    /** What the harness itself allocates, spread over the operations of an iteration, stays below this. */
    private static final double NOTHING_BYTES = 0.05;

    private final String name;
    private final String description;

    public JmhSuite(String name, String description) {
        this.name = name;
        this.description = description;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public boolean isForked() {
        return false;
    }

    /** Its forks take the flags of their parent, so they are seen. */
    @Override
    public boolean isProfiled() {
        return true;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + className(name) + "\\.")
                .forks(isLong ? 3 : 1)
                .warmupIterations(isLong ? 5 : 2)
                .warmupTime(TimeValue.milliseconds(isLong ? 1000 : 600))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(isLong ? 2000 : 400))
                .jvmArgsAppend("-Dagrona.disable.bounds.checks=true", "-Dlogback.configurationFile=" + Main.LOGBACK)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        try {
            return figures(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new SuiteFailedException(name + ": " + e.getMessage(), e);
        }
    }

    private static String className(String suite) {
        return suite.substring(0, 1).toUpperCase(Locale.ROOT) + suite.substring(1) + "\\w*Benchmark";
    }

    private List<Figure> figures(Collection<RunResult> results) {
        List<Figure> figures = new ArrayList<>();
        for (RunResult result : results) {
            figures.add(runs(result, null, figureName(result), "ns"));
            for (String secondary : new TreeSet<>(result.getSecondaryResults().keySet())) {
                if (secondary.endsWith(ALLOCATION)) {
                    figures.add(runs(result, secondary, figureName(result) + ".alloc", "B")
                            .atMost(NOTHING_BYTES));
                } else if (!secondary.contains("gc.")) {
                    figures.add(runs(result, secondary, figureName(result) + "." + secondary, "ns"));
                }
            }
        }
        return figures;
    }

    private String figureName(RunResult result) {
        String method = result.getParams().getBenchmark();
        StringBuilder label = new StringBuilder(name).append(method.substring(method.lastIndexOf('.')));
        for (String key : result.getParams().getParamsKeys()) {
            label.append('.').append(result.getParams().getParam(key));
        }
        return label.toString();
    }

    /** @param secondary label of a secondary result, null for the primary one */
    private static Figure runs(RunResult result, String secondary, String label, String unit) {
        List<Double> runs = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            fork.getIterationResults()
                    .forEach(iteration -> runs.add(
                            secondary == null
                                    ? iteration.getPrimaryResult().getScore()
                                    : iteration
                                            .getSecondaryResults()
                                            .get(secondary)
                                            .getScore()));
        }
        return Figure.ofRuns(label, unit, runs);
    }
}
