package io.ringmain.perf.load;

import io.ringmain.perf.JavaCommand;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a site of so many tags with an alarm each takes: anonymous memory in RAM of a process that loads it from its files, has
 * every tag updated and a snapshot taken, and what of that is live, a tag.
 */
public final class MemorySuite implements Suite {
    private static final int[] TAGS = {100_000, 1_000_000};
    private static final int[] TAGS_LONG = {1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    private static final int MANY = 1_000_000;
    private static final double TARGET_MB = 1_000;
    private static final double MB = 1e6;
    private static final long SETTLE_MS = 1_000;
    /** Bytes on disk that a tag with its alarm takes at most: files, journal, snapshots. */
    private static final long DISK_A_TAG = 3_000;

    /** What is known of a run. */
    private record Run(long peak, long settled, long live, double readSeconds, double allSeconds) {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String describe() {
        return "anonymous memory of a site of 1,000 to 1,000,000 tags with an alarm each, and what a tag takes";
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 300 : 26;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("memory.tags.1000000");
    }

    @Override
    public boolean isForked() {
        return false;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        int[] sizes = isLong ? TAGS_LONG : TAGS;
        TemporaryFolder.require(sizes[sizes.length - 1] * DISK_A_TAG);
        List<Figure> figures = new ArrayList<>();
        long empty = load(1).live();
        for (int tags : sizes) {
            Run run = load(tags);
            figures.add(Figure.ofRuns("memory.tag." + tags, "B", (double) (run.live() - empty) / tags));
            if (tags >= MANY) {
                figures.add(resident("memory.tags." + tags, tags, run.settled())
                        .withNote("anonymous memory in RAM a second after all tags were updated and a snapshot taken;"
                                + " mapped files of the journal apart"));
                figures.add(resident("memory.tags." + tags + ".peak", tags, run.peak()));
                figures.add(Figure.ofRuns("memory.tags." + tags + ".read", "s", run.readSeconds()));
                figures.add(Figure.ofRuns("memory.tags." + tags + ".load", "s", run.allSeconds()));
            }
        }
        return figures;
    }

    private static Figure resident(String name, int tags, long bytes) {
        Figure figure = Figure.ofRuns(name, "MB", bytes / MB);
        return tags == MANY ? figure.atMost(TARGET_MB) : figure;
    }

    /** The launcher's heap is enough for 1,000,000 tags. */
    private static List<String> flags(int tags) {
        return tags > MANY ? List.of("-Xmx6g") : List.of();
    }

    private static Run load(int tags) {
        try (TemporaryFolder files = new TemporaryFolder();
                TemporaryFolder data = new TemporaryFolder()) {
            Path site = BigSite.write(files.path(), BigSite.Form.FLOW, tags);
            List<String> arguments = List.of(site.toString(), data.path().toString());
            Process process = new ProcessBuilder(JavaCommand.of(flags(tags), BigPlant.class.getName(), arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (ResidentMemory memory = new ResidentMemory(process.pid());
                    BufferedReader said = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String[] running = words(said, "running");
                TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
                long settled = memory.now();
                long peak = memory.peak();
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
                long live = Long.parseLong(words(said, "live")[1]);
                return new Run(peak, settled, live, Double.parseDouble(running[1]), Double.parseDouble(running[2]));
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (IOException e) {
            throw new SuiteFailedException("memory: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("memory: interrupted");
        }
    }

    private static String[] words(BufferedReader said, String first) throws IOException {
        String line = said.readLine();
        if (line == null || !line.startsWith(first + " ")) {
            throw new SuiteFailedException("memory: the process that loads ended, its last line: " + line);
        }
        return line.split(" ");
    }
}
