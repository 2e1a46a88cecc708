package io.ringmain.perf.load;

import io.ringmain.perf.Suite;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/** What a journal of one segment costs and what one costs that has as many segments and epochs as after years. */
public final class AgeSuite implements Suite {
    private static final int WARM_UPS = 3;
    private static final int RUNS = 5;
    private static final int RUNS_LONG = 9;

    @Override
    public String name() {
        return "age";
    }

    @Override
    public String describe() {
        return "start, newest record, last 10,000 events and an update, with a journal of one segment and with many";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 150 : 15;
    }

    @Override
    public List<Figure> run(boolean isLong) {
        RandomWalk walk = new RandomWalk();
        List<AgedJournal> journals = new ArrayList<>();
        try {
            journals.add(new AgedJournal("1", 1, 1, walk));
            if (isLong) {
                journals.add(new AgedJournal("4", 1, 4, walk));
                journals.add(new AgedJournal("40", 1, 40, walk));
                journals.add(new AgedJournal("200", 1, 200, walk));
                journals.add(new AgedJournal("200.epochs", 200, 1, walk));
                journals.add(new AgedJournal("1000.epochs", 1_000, 1, walk));
            } else {
                journals.add(new AgedJournal("old", 60, 200, walk));
            }
            for (int run = 0; run < WARM_UPS + (isLong ? RUNS_LONG : RUNS); run++) {
                journals.forEach(AgedJournal::measure);
            }
            return figures(journals);
        } finally {
            journals.forEach(AgedJournal::close);
        }
    }

    private static List<Figure> figures(List<AgedJournal> journals) {
        List<Figure> figures = new ArrayList<>();
        for (AgedJournal journal : journals) {
            figures.add(figure("start", journal, "ms", journal.start()));
            figures.add(figure("newest", journal, "ms", journal.newest()));
            figures.add(figure("tail", journal, "ms", journal.tail()));
            figures.add(figure("append", journal, "ns/update", journal.append()));
        }
        return figures;
    }

    private static Figure figure(String what, AgedJournal journal, String unit, List<Double> runs) {
        return Figure.ofRuns("age." + what + "." + journal.name(), unit, runs.subList(WARM_UPS, runs.size()));
    }
}
