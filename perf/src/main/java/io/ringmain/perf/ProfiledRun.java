package io.ringmain.perf;

import io.ringmain.perf.profile.Profiler;
import io.ringmain.perf.profile.Question;
import io.ringmain.perf.profile.Stacks;
import io.ringmain.perf.report.Figure;
import io.ringmain.perf.report.Hotspots;
import io.ringmain.perf.report.Report;
import io.ringmain.perf.report.ReportFolder;
import io.ringmain.perf.report.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs suites that missed a target once more, short and with a profiler; what they measure then is thrown away. */
final class ProfiledRun {
    /** Long enough to be past the warming up of most suites. */
    private static final int SECONDS = 14;

    private static final int END_PATIENCE_S = 30;
    private static final int FRAMES = 20;
    private static final int MAX_FILES = 6;

    private final Profiler profiler;
    private final ReportFolder folder;

    ProfiledRun(Profiler profiler, ReportFolder folder) {
        this.profiler = profiler;
        this.folder = folder;
    }

    /** How long one takes at most. */
    static int seconds() {
        return SECONDS + 2;
    }

    /** Names of the figures of that suite that missed their targets. */
    static List<String> missed(Report report, SuiteRun run) {
        return report.of(run).stream()
                .filter(figure -> Boolean.FALSE.equals(figure.met()))
                .map(Figure::name)
                .toList();
    }

    Hotspots explain(Suite suite, List<String> missed) {
        boolean isAllocation = missed.stream().allMatch(name -> name.contains("alloc"));
        Question question = isAllocation ? Question.ALLOCATION : Question.TIME;
        try {
            Path into =
                    Files.createDirectories(folder.path().resolve("profiles").resolve(suite.name()));
            long pid = record(suite, profiler.flags(question, into));
            Stacks stacks = profiler.read(into, question, pid);
            if (stacks.total() == 0) {
                return Hotspots.failed(suite.name(), missed, "no samples were taken");
            }
            folder.addFlames(suite.name(), stacks.flames().draw("Flame graph of " + suite.name()));
            return new Hotspots(
                    suite.name(),
                    missed,
                    profiler.describe(question),
                    stacks.total(),
                    stacks.ownPercent(),
                    stacks.hottest(FRAMES),
                    files(into),
                    null);
        } catch (IOException e) {
            return Hotspots.failed(suite.name(), missed, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Hotspots.failed(suite.name(), missed, "interrupted");
        }
    }

    private static long record(Suite suite, List<String> flags) throws IOException, InterruptedException {
        Path said = Fork.freshReport();
        try {
            Process process = Fork.begin(suite, Profile.SHORT, flags, said);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroy(); // asked to end, it ends its own and leaves the recording
                if (!process.waitFor(END_PATIENCE_S, TimeUnit.SECONDS)) {
                    Children.end(process.toHandle());
                }
            }
            return process.pid();
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private List<String> files(Path into) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path file : profiler.files(into)) {
            names.add(folder.path().relativize(file).toString().replace('\\', '/'));
        }
        return names.subList(0, Math.min(names.size(), MAX_FILES));
    }
}
