package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal in which nine of ten sequences are ticks that were not recorded. */
class JournalTailTest {
    @TempDir
    private Path folder;

    private long nowNs = 1_000_000_000_000L;

    @BeforeEach
    void record() {
        SiteDefinition site = new SiteDefinition(
                "tail", List.of(), List.of(TagDefinition.internal("A", TagType.INT64)), List.of(), List.of());
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Plant plant = Plant.launch(new PlantContext()
                        .site(site)
                        .journalStore(store)
                        .snapshotStore(new FileSnapshotStore(folder))
                        .mode(ThreadingMode.INVOKER)
                        .clocks(() -> nowNs, () -> nowNs))) {
            SourcePublisher source = plant.publisher("test", Backpressure.REFUSE);
            for (long value = 1; value <= 20; value++) {
                source.update(plant.site().tagId("A"), value, Quality.GOOD, nowNs);
                for (int tick = 0; tick < 9; tick++) {
                    nowNs += 10_000_000;
                    plant.tick();
                }
                plant.stepAll();
            }
        }
    }

    @Test
    void shouldShowAsManyEventsAsAskedForWhenTicksLieBetween() {
        Run run = Run.of("journal", "tail", folder.toString(), "-n", "5");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).hasSize(5);
    }

    @Test
    void shouldRefuseANegativeNumberOfLines() {
        Run run = Run.of("journal", "tail", folder.toString(), "-n", "-5");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("-5 is not allowed");
        assertThat(run.out()).isEmpty();
    }
}
