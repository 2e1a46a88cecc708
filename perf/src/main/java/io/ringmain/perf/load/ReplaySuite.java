package io.ringmain.perf.load;

import io.ringmain.core.replay.JournalFeed;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plant journals so many updates as fast as it can, and what it has journaled is read, executed again and compared, in
 * turn: so that what disturbs the one disturbs the other.
 */
public final class ReplaySuite implements Suite {
    private static final long UPDATES = 5_000_000;
    private static final long UPDATES_LONG = 10_000_000;
    private static final int WARM_UPS = 1;
    private static final int RUNS = 5;
    private static final int RUNS_LONG = 10;
    private static final long NEEDED_BYTES = 4L << 30;
    private static final double TARGET_EVENTS = 3_000_000;
    private static final double TARGET_SHARE = 0.5;
    private static final double NS = 1e9;

    private final List<Double> live = new ArrayList<>();
    private final List<Double> read = new ArrayList<>();
    private final List<Double> executed = new ArrayList<>();
    private final List<Double> verified = new ArrayList<>();

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String describe() {
        return "journaled updates read, executed again and verified, beside the plant that journals them";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 60 : 15;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("replay.rate", "replay.share");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(NEEDED_BYTES);
        RandomWalk walk = new RandomWalk();
        for (int run = -WARM_UPS; run < (isLong ? RUNS_LONG : RUNS); run++) {
            measure(isLong ? UPDATES_LONG : UPDATES, walk);
        }
        Figure present = Figure.ofRuns("replay.live", "events/s", behind(live));
        Figure verify = Figure.ofRuns("replay.rate", "events/s", behind(verified));
        return List.of(
                verify.atLeast(TARGET_EVENTS),
                Figure.ofRatios("replay.share", verify, present).atLeast(TARGET_SHARE),
                present,
                Figure.ofRuns("replay.execute", "events/s", behind(executed)),
                Figure.ofRuns("replay.read", "events/s", behind(read)));
    }

    private static List<Double> behind(List<Double> runs) {
        return runs.subList(WARM_UPS, runs.size());
    }

    private void measure(long updates, RandomWalk walk) {
        try (TemporaryFolder folder = new TemporaryFolder()) {
            live.add(RecordedJournal.writeLive(folder.path(), updates, walk));
            try (ChronicleJournalStore journal = ChronicleJournalStore.open(folder.path())) {
                read.add(read(journal));
                executed.add(execute(journal));
                verified.add(verify(journal));
            }
        }
    }

    private static double read(JournalStore journal) {
        long begin = System.nanoTime();
        long events = 0;
        try (JournalFeed feed = JournalFeed.openAhead(journal, 0)) {
            while (feed.next()) {
                events++;
            }
        }
        return events * NS / (System.nanoTime() - begin);
    }

    private static double execute(JournalStore journal) {
        long begin = System.nanoTime();
        try (ReplaySession session =
                ReplaySession.open(ReplaySource.of(journal, List.of(), Map.of()), ReplayPoint.BEGIN)) {
            long events = session.runTo(ReplayPoint.END, ReplayListener.NONE);
            return events * NS / (System.nanoTime() - begin);
        }
    }

    private static double verify(JournalStore journal) {
        long begin = System.nanoTime();
        Replay.Report report = Replay.verify(journal, List.of());
        if (!report.isVerified()) {
            throw new SuiteFailedException("replay: not verified: " + report.difference());
        }
        return report.events() * NS / (System.nanoTime() - begin);
    }
}
