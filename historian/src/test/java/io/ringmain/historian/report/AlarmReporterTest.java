package io.ringmain.historian.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.report.AlarmReport.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmReporterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long START = 1_700_000_000L * SECOND;
    private static final int TAGS = 14;

    @TempDir
    private Path folder;

    private long nowNs = START;
    private long ids;
    private Plant plant;
    private SourcePublisher source;
    private ReplaySource recorded;

    @Test
    void shouldSayWhatTheLiveFiguresSayOverTheSameSpan() {
        long seed = Long.getLong("ringmain.seed", 4711);
        SplittableRandom random = new SplittableRandom(seed);
        AlarmFigures live = new AlarmFigures();
        run(site -> {
            for (int step = 0; step < 6_000; step++) {
                anything(random);
            }
            plant.alarmFigures().read(live, nowNs);
        });

        AlarmReport report = report(0, nowNs);

        assertThat(live.annunciations).isGreaterThan(500);
        assertThat(live.floods).isPositive();
        assertThat(live.fleeting).isPositive();
        assertThat(live.chatteringAnnunciations).isPositive();
        assertThat(report.figures())
                .as("seed " + seed)
                .usingRecursiveComparison()
                .isEqualTo(live);
        assertThat(report.mostFrequent()).hasSize(10);
        assertThat(report.bars().stream()
                        .mapToLong(AlarmReport.Bar::annunciations)
                        .sum())
                .isEqualTo(live.annunciations);
        assertThat(report.areas().stream()
                        .mapToLong(AlarmReport.AreaCount::annunciations)
                        .sum())
                .isEqualTo(live.annunciations);
        assertThat(report.count(AlarmInput.ACKNOWLEDGE)).isEqualTo(live.acknowledgements);
    }

    @Test
    void shouldCountInEveryPartOfASpanWhatHappenedInIt() {
        SplittableRandom random = new SplittableRandom(4712);
        List<Long> cuts = new ArrayList<>(List.of(START));
        run(site -> {
            for (int part = 0; part < 3; part++) {
                for (int step = 0; step < 500; step++) {
                    anything(random);
                }
                nowNs += SECOND;
                cuts.add(nowNs);
            }
        });

        long whole = report(0, nowNs).figures().annunciations;
        long parts = 0;
        for (int part = 0; part < 3; part++) {
            parts += report(cuts.get(part), cuts.get(part + 1)).figures().annunciations;
        }
        assertThat(parts).isEqualTo(whole).isPositive();
    }

    @Test
    void shouldBeginWithWhatWasActiveBefore() {
        run(site -> {
            set(0, 95);
            tick(2 * HOUR);
            set(0, 10);
            set(1, 95);
            tick(30 * HOUR);
        });

        AlarmReport report = report(START + HOUR, nowNs);

        assertThat(report.figures().annunciations).isEqualTo(1);
        assertThat(report.times().returned()).isEqualTo(1);
        assertThat(report.times().returnedMedianNs()).isBetween(2 * HOUR, 2 * HOUR + HOUR / 8);
        assertThat(report.figures().stale).isEqualTo(1);
        assertThat(report.mostStaleOnADay()).isEqualTo(1);
        assertThat(report.listed())
                .extracting(AlarmReport.Listed::name, AlarmReport.Listed::state)
                .containsExactlyInAnyOrder(tuple("T0.HI", AlarmState.RTNUN), tuple("T1.HI", AlarmState.UNACK));
    }

    @Test
    void shouldJudgeAgainstTheRecommendations() {
        run(site -> {
            for (int i = 0; i < 30; i++) {
                set(i % TAGS, 95);
                tick(5 * SECOND);
                set(i % TAGS, 10);
                tick(5 * SECOND);
            }
            tick(2 * HOUR);
        });

        AlarmReport report = report(0, nowNs);

        assertThat(verdict(report, "mostInTenMinutes")).isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(report, "fleeting")).isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(report, "stale")).isEqualTo(Verdict.MET);
        assertThat(verdict(report, "perDay")).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(verdict(report, "perTenMinutes")).isEqualTo(Verdict.NOT_MET);
        AlarmReport shared = AlarmReporter.of(recorded, 0, nowNs, 3, Progress.NONE);
        assertThat(verdict(shared, "perTenMinutes")).isEqualTo(Verdict.MET);
    }

    @Test
    void shouldWriteOnePageThatNeedsNothingElseAndEscapesEveryText() {
        run(site -> {
            set(0, 95);
            tick(MINUTE);
        });

        String html = AlarmReportHtml.of(report(0, nowNs));

        assertThat(html)
                .contains(
                        "&lt;script&gt;&amp;&quot;&#39;", "<html lang=\"en\">", "scope=\"col\"", "prefers-color-scheme")
                .doesNotContain("<script", "http:", "https:", "src=", "url(");
    }

    @Test
    void shouldReportNothingOfASpanBehindTheEnd() {
        run(site -> set(0, 95));

        AlarmReport report = report(nowNs + HOUR, nowNs + 2 * HOUR);

        assertThat(report.figures().annunciations).isZero();
        assertThat(report.lengthNs()).isEqualTo(HOUR);
        assertThat(report.figures().standing()).isEqualTo(1);
    }

    private static Verdict verdict(AlarmReport report, String id) {
        return report.targets().stream()
                .filter(target -> target.id().equals(id))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private AlarmReport report(long fromNs, long toNs) {
        return AlarmReporter.of(recorded, fromNs, toNs, 1, Progress.NONE);
    }

    private void anything(SplittableRandom random) {
        int tag = random.nextInt(TAGS) * random.nextInt(4) / 3;
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> set(tag, 95);
            case 3, 4 -> set(tag, 10);
            case 5 -> order(Command.Kind.ACKNOWLEDGE, tag, 0);
            case 6 -> order(random.nextInt(4) == 0 ? Command.Kind.SHELVE : Command.Kind.UNSHELVE, tag, 5 * MINUTE);
            default -> {}
        }
        tick(random.nextInt(10) == 0 ? random.nextLong(20 * MINUTE) : random.nextLong(8 * SECOND));
    }

    private void run(Consumer<Plant> story) {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        IntStream.range(0, TAGS).mapToObj(i -> "T" + i).forEach(tag -> {
            tags.add(TagDefinition.internal(tag, TagType.FLOAT64));
            alarms.add(AlarmDefinition.limit(tag, AlarmKind.HI, 80));
        });
        SiteDefinition site = new SiteDefinition("<script>&\"'", List.of(), tags, alarms, List.of());
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder)) {
            FileSnapshotStore snapshots = new FileSnapshotStore(folder);
            recorded = new ReplaySource(store, snapshots, List.of(), Map.of());
            try (Plant running = Plant.launch(new PlantContext()
                    .site(site)
                    .journalStore(store)
                    .snapshotStore(snapshots)
                    .mode(ThreadingMode.INVOKER)
                    .clocks(() -> nowNs, () -> nowNs))) {
                plant = running;
                source = plant.publisher("test", Backpressure.REFUSE);
                story.accept(plant);
            }
        }
    }

    private void set(int tag, double value) {
        source.update(tag, value, Quality.GOOD, nowNs);
        plant.stepAll();
    }

    private void order(Command.Kind kind, int alarm, long durationNs) {
        plant.submit(new Command(7, ++ids, kind, alarm, 0, null, 0, "", 0, durationNs, 0, "anna", "seen"));
        plant.stepAll();
    }

    private void tick(long ns) {
        nowNs += ns;
        plant.tick();
        plant.stepAll();
    }
}
