package io.ringmain.perf.jmh;

import io.ringmain.perf.Main;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import io.ringmain.perf.report.Machine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.LinuxPerfNormProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The JMH classes of one name, {@code CvtBenchmark} for {@code cvt}, in forks with the flags of this JVM, the allocation
 * profiler and, where the machine has counters, those of cycles, instructions and cache misses.
 */
public final class JmhSuite implements Suite {
    private static final int LONG_FORKS = 3;

    private final String name;
    private final String description;
    private final int seconds;
    private final Map<String, String[]> shortParameters = new LinkedHashMap<>();
    private final Map<String, String> limits = new LinkedHashMap<>();
    private final Set<String> allocating = new HashSet<>();
    private String leftOut;
    private boolean isInShort = true;

    /** @param seconds how long it takes in the short profile, about 3 for each method and parameter */
    public JmhSuite(String name, String description, int seconds) {
        this.name = name;
        this.description = description;
        this.seconds = seconds;
    }

    /** The short profile takes only those values of a parameter. */
    public JmhSuite briefly(String parameter, String... values) {
        shortParameters.put(parameter, values);
        return this;
    }

    /** The short profile leaves out the methods or classes of that expression. */
    public JmhSuite without(String methods) {
        leftOut = methods;
        return this;
    }

    /** Only the long profile has it. */
    public JmhSuite inLong() {
        isInShort = false;
        return this;
    }

    /** That method's figures stand beside those of another one, which does the least that must be done. */
    public JmhSuite limit(String method, String least) {
        limits.put(method, least);
        return this;
    }

    /** Those methods open and close files now and then, which takes objects. */
    public JmhSuite allocating(String... methods) {
        allocating.addAll(List.of(methods));
        return this;
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
    public boolean isInShort() {
        return isInShort;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? LONG_FORKS * 6 * seconds : seconds;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + className(name) + "\\.")
                .forks(isLong ? LONG_FORKS : 1)
                .warmupIterations(isLong ? 5 : 2)
                .warmupTime(TimeValue.milliseconds(isLong ? 1000 : 400))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(isLong ? 2000 : 200))
                .jvmArgsAppend("-Dagrona.disable.bounds.checks=true", "-Dlogback.configurationFile=" + Main.LOGBACK)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (Machine.hasCounters()) {
            options.addProfiler(LinuxPerfNormProfiler.class);
        }
        if (!isLong) {
            shortParameters.forEach(options::param);
            if (leftOut != null) {
                options.exclude(leftOut);
            }
        }
        try {
            List<Figure> figures = new ArrayList<>();
            new Runner(options.build())
                    .run()
                    .forEach(result -> figures.addAll(JmhFigures.of(name, result, allocating)));
            return besideLimits(figures);
        } catch (RunnerException e) {
            throw new SuiteFailedException(name + ": " + e.getMessage(), e);
        }
    }

    private static String className(String suite) {
        return suite.substring(0, 1).toUpperCase(Locale.ROOT) + suite.substring(1) + "\\w*Benchmark";
    }

    private List<Figure> besideLimits(List<Figure> figures) {
        Map<String, Figure> byName = new LinkedHashMap<>();
        figures.forEach(figure -> byName.put(figure.name(), figure));
        limits.forEach((method, least) -> {
            String begin = name + "." + method;
            for (String ours : List.copyOf(byName.keySet())) {
                if (ours.equals(begin) || ours.startsWith(begin + ".")) {
                    Figure limit = byName.get(name + "." + least + ours.substring(begin.length()));
                    if (limit != null && "ns".equals(limit.unit())) {
                        byName.put(ours, byName.get(ours).shareOf(limit));
                    }
                }
            }
        });
        return List.copyOf(byName.values());
    }
}
