package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Command.Kind;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command's line says what was asked for and how it ended. */
class CommandTailTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private long nowNs = 1_000 * SECOND;
    private long ids;

    @BeforeEach
    void record() throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, """
                site: {name: plant, data: nothing}
                tags: [{name: A, type: float64, range: [0, 10], writable: true}]
                alarms: [{name: A.HI, tag: A, kind: HI, limit: 5}]
                machines:
                  - name: Valve
                    attributes: {wait: {value: 5, operator: true}, armed: true}
                    states: {SHUT: , LOCKED: }
                    transitions: [{from: "*", to: LOCKED, operator: true, confirm: true}]
                """);
        SiteDefinition site = SiteFile.read(Source.file(file), Overrides.none(), jars -> List.of(), List.of())
                .site();
        Path data = Files.createDirectory(folder.resolve("data"));
        try (ChronicleJournalStore store = ChronicleJournalStore.open(data);
                Plant plant = Plant.launch(new PlantContext()
                        .site(site)
                        .journalStore(store)
                        .snapshotStore(new FileSnapshotStore(data))
                        .mode(ThreadingMode.INVOKER)
                        .clocks(() -> nowNs, () -> nowNs))) {
            submit(plant, Kind.WRITE, 0, TagType.FLOAT64, Double.doubleToLongBits(50), 0, 0, 0);
            submit(plant, Kind.TRANSITION, 0, null, 0, 0, 0, 1);
            submit(plant, Kind.CONFIRM_TRANSITION, 4711, null, 0, 0, 0, 1);
            submit(plant, Kind.SET_ATTRIBUTE, 0, TagType.FLOAT64, Double.doubleToLongBits(7.5), 0, 0, 0);
            submit(plant, Kind.SET_ATTRIBUTE, 0, TagType.BOOL, 0, 0, 0, 1);
            submit(plant, Kind.SET_INTERVAL, 0, null, 0, 0, 2 * SECOND, 0);
            submit(plant, Kind.SHELVE, 0, null, 0, 2_000 * SECOND, 600 * SECOND, 0);
            submit(plant, Kind.ACKNOWLEDGE, 99, null, 0, 0, 0, 0);
        }
    }

    private void submit(
            Plant plant, Kind kind, long occurrence, TagType type, long bits, long fromNs, long durationNs, int item) {
        plant.submit(new Command(
                0, ++ids, kind, 0, occurrence, type, bits, "", fromNs, durationNs, item, "anna", "because"));
        plant.stepAll();
    }

    private List<String> tail(String... options) {
        List<String> words = new ArrayList<>(
                List.of("journal", "tail", folder.resolve("data").toString(), "-n", "200"));
        words.addAll(List.of(options));
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.exitCode()).isZero();
        return run.out().stream().filter(line -> line.contains("COMMAND")).toList();
    }

    private static void assertSays(String line, String... words) {
        assertThat(line).contains(words);
    }

    @Test
    void shouldSayWhatACommandAsksForAndHowItEnded() {
        List<String> lines = tail();
        assertSays(lines.get(0), "WRITE", "target=A", "value=50.0", "state=FAILED", "code=BadOutOfRange");
        assertSays(lines.get(1), " command=TRANSITION", "target=Valve", "to=LOCKED", "state=DONE");
        assertSays(lines.get(2), "CONFIRM_TRANSITION", "to=LOCKED", "confirm=4711", "state=FAILED");
        assertSays(lines.get(3), "SET_ATTRIBUTE", "attribute=wait", "value=7.5", "state=DONE", "code=Good");
        assertSays(lines.get(4), "SET_ATTRIBUTE", "attribute=armed", "value=false", "state=DONE");
        assertSays(lines.get(5), "SET_INTERVAL", "interval=2s");
        assertSays(lines.get(6), "SHELVE", "target=A.HI", "from=1970-01-01T00:33:20", "duration=10m");
        assertSays(lines.get(7), "ACKNOWLEDGE", "occurrence=99", "state=FAILED", "code=BadEventIdUnknown");
    }

    @Test
    void shouldSayTheSameInJson() {
        List<String> lines = tail("--json");
        assertSays(lines.get(1), "\"to\":\"LOCKED\"", "\"state\":\"DONE\"");
        assertSays(lines.get(4), "\"attribute\":\"armed\"", "\"value\":false");
    }
}
