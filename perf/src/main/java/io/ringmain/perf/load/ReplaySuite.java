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

/** A journal of 10,000,000 updates: reading it alone, executing it again, comparing all that came of it. */
public final class ReplaySuite implements Suite {
    private static final long UPDATES = 10_000_000;
    /** As many as a busy site has in a batch. */
    private static final int BATCH = 1_000;

    private static final int RUNS = 5;
    private static final int RUNS_LONG = 10;
    private static final long NEEDED_BYTES = 4L << 30;
    private static final double TARGET_EVENTS = 1_000_000;
    private static final double NS = 1e9;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String describe() {
        return "10,000,000 journaled updates: read, executed again, verified";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(NEEDED_BYTES);
        int runs = isLong ? RUNS_LONG : RUNS;
        try (TemporaryFolder folder = new TemporaryFolder()) {
            RecordedJournal.write(folder.path(), UPDATES, BATCH);
            List<Double> read = new ArrayList<>();
            List<Double> executed = new ArrayList<>();
            List<Double> verified = new ArrayList<>();
            try (ChronicleJournalStore journal = ChronicleJournalStore.open(folder.path())) {
                for (int run = 0; run < runs; run++) {
                    read.add(read(journal));
                    executed.add(execute(journal));
                    verified.add(verify(journal));
                }
            }
            return List.of(
                    Figure.ofRuns("replay.read", "events/s", read),
                    Figure.ofRuns("replay.execute", "events/s", executed),
                    Figure.ofRuns("replay.verify", "events/s", verified).atLeast(TARGET_EVENTS));
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
