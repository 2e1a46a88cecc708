package io.ringmain.perf.jmh;

import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What JMH found as figures: named by suite, method and parameters; what was found beside the time follows with a word more.
 * Every iteration of every fork is a run.
 */
final class JmhFigures {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    /** What the harness itself allocates, spread over the operations of an iteration, stays below this. */
    private static final double NOTHING_BYTES = 0.05;
    /** Of the many that perf counts, those that say something about a memory-bound core. */
    private static final Pattern COUNTER = Pattern.compile(
            ".*?(cycles|instructions|branch-misses|L1-dcache-load-misses|LLC-load-misses|cache-misses|dTLB-load-misses)(:\\w+)?");

    private JmhFigures() {}

    /** @param allocating methods that may */
    static List<Figure> of(String suite, RunResult result, Set<String> allocating) {
        String benchmark = result.getParams().getBenchmark();
        boolean mayAllocate = allocating.contains(benchmark.substring(benchmark.lastIndexOf('.') + 1));
        List<Figure> figures = new ArrayList<>();
        String name = name(suite, result);
        figures.add(Figure.ofRuns(name, "ns", runs(result, null)));
        for (String secondary : new TreeSet<>(result.getSecondaryResults().keySet())) {
            Matcher counter = COUNTER.matcher(secondary);
            if (secondary.endsWith(ALLOCATION)) {
                Figure allocated = Figure.ofRuns(name + ".alloc", "B", runs(result, secondary));
                figures.add(mayAllocate ? allocated : allocated.atMost(NOTHING_BYTES));
            } else if (counter.matches()) {
                figures.add(Figure.ofRuns(name + "." + counter.group(1), "an operation", runs(result, secondary)));
            } else if (result.getSecondaryResults()
                    .get(secondary)
                    .getScoreUnit()
                    .startsWith("ns/")) {
                figures.add(Figure.ofRuns(name + "." + secondary, "ns", runs(result, secondary)));
            }
        }
        return figures;
    }

    private static String name(String suite, RunResult result) {
        String method = result.getParams().getBenchmark();
        StringBuilder label = new StringBuilder(suite).append(method.substring(method.lastIndexOf('.')));
        for (String key : result.getParams().getParamsKeys()) {
            label.append('.').append(result.getParams().getParam(key));
        }
        return label.toString();
    }

    /** @param secondary label of a secondary result, null for the primary one */
    private static List<Double> runs(RunResult result, String secondary) {
        List<Double> runs = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                if (secondary == null) {
                    runs.add(iteration.getPrimaryResult().getScore());
                } else if (iteration.getSecondaryResults().containsKey(secondary)) {
                    runs.add(iteration.getSecondaryResults().get(secondary).getScore());
                } else {
                    // Counters of a whole fork stand beside its iterations.
                    return List.of(result.getSecondaryResults().get(secondary).getScore());
                }
            }
        }
        return runs;
    }
}
