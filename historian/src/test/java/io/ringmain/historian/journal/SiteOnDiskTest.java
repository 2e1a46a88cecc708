package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole plant on a journal in files: when the disk is full, and when the journal's beginning is deleted. */
class SiteOnDiskTest {
    private static final long MIB = 1024 * 1024;
    private static final SiteDefinition SITE = new SiteDefinition(
            "on disk",
            List.of(),
            List.of(TagDefinition.internal("Level", TagType.FLOAT64)),
            List.of(AlarmDefinition.limit("Level", AlarmKind.HI, 80)),
            List.of());

    @TempDir
    Path folder;

    private final AtomicLong free = new AtomicLong(100_000 * MIB);
    private long nowNs = 1_700_000_000_000_000_000L;
    private long nextCommand = 1;
    private SourcePublisher source;

    private Plant launch(ChronicleJournalStore store, long snapshotNs) {
        Plant plant = Plant.launch(new PlantContext()
                .site(SITE)
                .journalStore(store)
                .snapshotStore(store.snapshots())
                .snapshotIntervalNs(snapshotNs)
                .mode(ThreadingMode.INVOKER)
                .clocks(() -> nowNs, () -> nowNs));
        source = plant.publisher("test", Backpressure.REFUSE);
        return plant;
    }

    private void update(Plant plant, double level) {
        nowNs += 1_000_000;
        source.update(0, level, Quality.GOOD, nowNs);
        plant.tick();
        plant.stepAll();
    }

    private static double level(Plant plant) {
        TagValue value = new TagValue();
        assertThat(plant.values().read(0, value)).isTrue();
        return value.asDouble();
    }

    private static AlarmState alarm(Plant plant) {
        AlarmSnapshot alarm = new AlarmSnapshot();
        assertThat(plant.alarms().read(0, alarm)).isTrue();
        return alarm.state;
    }

    private Command write(double level) {
        return new Command(
                7,
                nextCommand++,
                Command.Kind.WRITE,
                0,
                0,
                TagType.FLOAT64,
                Double.doubleToLongBits(level),
                "",
                "operator",
                "because");
    }

    private static boolean isUnrecorded(Plant plant) {
        return plant.status().reasons().stream().anyMatch(reason -> reason.startsWith("UNRECORDED"));
    }

    @Test
    void shouldGoOnUnrecordedWhenTheDiskIsFullAndRecordAgainAfterAStart() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder).freeBytes(free::get)) {
            try (Plant plant = launch(store, 0)) {
                update(plant, 50);
                free.set(1_000 * MIB);
                await().until(() -> plant.status().reasons().stream().anyMatch(line -> line.contains("MiB are left")));
                update(plant, 51);
                assertThat(isUnrecorded(plant)).isFalse();
                free.set(100 * MIB);
                await().until(() -> {
                    update(plant, 52);
                    return isUnrecorded(plant);
                });
                update(plant, 90);
                assertThat(level(plant)).isEqualTo(90);
                assertThat(alarm(plant)).isEqualTo(AlarmState.UNACK);
                assertThat(plant.status().isHealthy()).isFalse();
                assertThatThrownBy(() -> {
                            var outcome = plant.submit(write(5));
                            plant.stepAll();
                            outcome.join();
                        })
                        .hasMessageContaining("journal");
                assertThat(level(plant)).isEqualTo(90);
            }
            assertThat(store.snapshots().newestFirst()).isEmpty();
            free.set(100_000 * MIB);
            try (Plant plant = launch(store, 0)) {
                assertThat(level(plant)).isBetween(51.0, 52.0);
                assertThat(plant.status().isHealthy()).isTrue();
                update(plant, 60);
                var outcome = plant.submit(write(5));
                plant.stepAll();
                assertThat(outcome.join().statusCode()).isEqualTo(Quality.GOOD);
            }
            assertThat(Replay.verify(store, List.of()).isVerified()).isTrue();
        }
        assertThat(JournalCheck.of(folder).problems()).isEmpty();
    }

    @Test
    void shouldReplayAndStartFromWhatRetentionHasLeft() {
        JournalSettings settings = JournalSettings.DEFAULT.segments(16 * 1024);
        settings = settings.retention(Long.MAX_VALUE / 4, settings.allocatedBytes() + 64 * 1024);
        double last;
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder, settings)) {
            try (Plant plant = launch(store, 2_000_000_000L)) {
                long[] count = {0};
                await().until(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        update(plant, count[0]++ % 100);
                    }
                    return ChronicleJournalStore.firstKept(folder) > 1;
                });
                last = level(plant);
            }
            assertThat(ChronicleJournalStore.firstKept(folder)).isGreaterThan(1);
            assertThat(store.obstacle()).doesNotContain("nothing is deleted");
            ReplaySource source = new ReplaySource(store, store.snapshots(), List.of(), Map.of());
            Replay.Report report = Replay.verify(source, ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
            assertThat(report.difference()).isEmpty();
            assertThat(report.isVerified()).isTrue();
            try (Plant plant = launch(store, 0)) {
                assertThat(level(plant)).isEqualTo(last);
                assertThat(plant.status().isHealthy()).isTrue();
            }
        }
        assertThat(JournalCheck.of(folder).problems()).isEmpty();
    }
}
