package io.ringmain.perf.load;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.perf.JavaCommand;
import io.ringmain.perf.Sites;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * 100,000 tags and 100,000 alarms: from their files to a running plant, each time in a new process with the product's flags;
 * and one tag changed while the plant runs, with the longest step of the thread that does LOGIC and JOURNAL meanwhile.
 */
public final class ConfigSuite implements Suite {
    private static final int TAGS = 100_000;
    private static final int LOADS = 5;
    private static final int CHANGES = 5;
    private static final int BATCH = 256;
    private static final double TARGET_SECONDS = 5;

    /** What a run of the loading process said. */
    private record Load(double readSeconds, double allSeconds) {}

    @Override
    public String name() {
        return "config";
    }

    @Override
    public String describe() {
        return "100,000 tags and alarms: from files to a running plant; one tag changed while it runs";
    }

    @Override
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return 120;
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<String> jvmFlags() {
        return List.of("-Xmx2g"); // for the changes; loading has processes of its own
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<Figure> figures = new ArrayList<>();
        for (BigSite.Form form : BigSite.Form.values()) {
            load(form, figures);
        }
        change(figures);
        return figures;
    }

    private static void load(BigSite.Form form, List<Figure> figures) {
        List<Double> read = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        try (TemporaryFolder files = new TemporaryFolder()) {
            Path site = BigSite.write(files.path(), form, TAGS);
            for (int run = 0; run < LOADS; run++) {
                Load load = load(site);
                read.add(load.readSeconds());
                all.add(load.allSeconds());
            }
        }
        figures.add(Figure.ofRuns("config.read." + form.label(), "s", read));
        figures.add(Figure.ofRuns("config.load." + form.label(), "s", all).atMost(TARGET_SECONDS));
    }

    private static Load load(Path site) {
        try (TemporaryFolder data = new TemporaryFolder()) {
            List<String> arguments = List.of(site.toString(), data.path().toString());
            Process process = new ProcessBuilder(
                            JavaCommand.of(List.of("-Xms64m", "-Xmx512m"), ConfigLoad.class.getName(), arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new SuiteFailedException("config: the process that loads ended with " + process.exitValue());
            }
            String[] seconds = said.strip().split(" ");
            return new Load(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
        } catch (IOException e) {
            throw new SuiteFailedException("config: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("config: interrupted");
        }
    }

    private static void change(List<Figure> figures) {
        List<Double> seconds = new ArrayList<>();
        List<Double> steps = new ArrayList<>();
        List<Double> quiet = new ArrayList<>();
        try (LoadedPlant loaded = LoadedPlant.launch(ThreadingMode.INVOKER, Sites.of(TAGS, 1), JournalKind.CHRONICLE)) {
            Plant plant = loaded.plant();
            SourcePublisher publisher = plant.publisher("load", Backpressure.REFUSE);
            for (int run = -1; run < CHANGES; run++) {
                double before = longestStep(plant, publisher, null, 1_000_000_000L);
                TagDefinition tag = TagDefinition.builder("Load.T" + (run + 1), TagType.FLOAT64)
                        .description("changed " + run)
                        .build();
                long begin = System.nanoTime();
                CompletableFuture<ConfigurationOutcome> done = CompletableFuture.supplyAsync(() -> plant.configure(
                                new SiteChange().put(tag), plant.site().version(), new Revision("perf", "")))
                        .thenCompose(outcome -> outcome);
                double during = longestStep(plant, publisher, done, 0);
                double took = (System.nanoTime() - begin) / 1e9;
                if (done.join().statusCode() != Quality.GOOD) {
                    throw new SuiteFailedException("config: the change was refused: " + done.join());
                }
                if (run >= 0) {
                    seconds.add(took);
                    steps.add(during);
                    quiet.add(before);
                }
            }
        }
        figures.add(Figure.ofRuns("config.change", "s", seconds));
        figures.add(Figure.ofRuns("config.change.step", "ms", steps));
        figures.add(Figure.ofRuns("config.change.step.without", "ms", quiet));
    }

    /** Publishes and steps until it is done, or for that time; the longest step in ms. */
    private static double longestStep(Plant plant, SourcePublisher publisher, CompletableFuture<?> until, long forNs) {
        long longestNs = 0;
        long begin = System.nanoTime();
        int tag = 0;
        while (until == null ? System.nanoTime() - begin < forNs : !until.isDone()) {
            for (int i = 0; i < BATCH; i++) {
                tag = (tag + 1) % TAGS;
                publisher.update(tag, Sites.QUIET + (tag & 7), Quality.GOOD, plant.nowNs());
            }
            long step = System.nanoTime();
            plant.stepAll();
            longestNs = Math.max(longestNs, System.nanoTime() - step);
        }
        return longestNs / 1e6;
    }
}
