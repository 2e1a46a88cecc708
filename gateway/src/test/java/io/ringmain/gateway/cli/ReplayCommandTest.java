package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.gateway.testing.RecordedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs of a site: values 1 to 10 a second apart, then 11 to 20. */
class ReplayCommandTest {
    @TempDir
    private static Path folder;

    private static RecordedSite site;
    private static final String[] TIMES = new String[21];

    @BeforeAll
    static void record() throws Exception {
        site = new RecordedSite(folder)
                .run(RecordedSite.LEVEL_WITH_ALARM, running -> values(running, 1, 10))
                .run(RecordedSite.LEVEL_WITH_ALARM, running -> values(running, 11, 20));
    }

    private static void values(RecordedSite running, int from, int to) {
        for (int value = from; value <= to; value++) {
            running.tick(1).update("Level", value);
            TIMES[value] = Json.time(running.nowNs());
        }
    }

    private static Run replay(String... options) {
        return Run.of(Stream.concat(Stream.of("replay", site.data().toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static JsonNode last(Run run) throws Exception {
        return new ObjectMapper().readTree(run.out().get(run.out().size() - 1));
    }

    private static List<Double> levels(Run run) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<Double> levels = new java.util.ArrayList<>();
        for (String line : run.out()) {
            JsonNode event = mapper.readTree(line);
            if (event.path("tag").asText().equals("Level")) {
                levels.add(event.path("value").asDouble());
            }
        }
        return levels;
    }

    @Test
    void shouldVerifyTheWholeJournal() throws Exception {
        Run run = replay("--verify", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(last(run).path("verified").asBoolean()).isTrue();
        assertThat(last(run).path("snapshot").asText()).isEmpty();
        assertThat(last(run).path("results").asInt()).isPositive();
        assertThat(replay("--verify").out()).singleElement().asString().startsWith("verified: ");
    }

    @Test
    void shouldNameSnapshotsThatCanNotBeReadWhenVerifyingAllTheSame() throws Exception {
        Path snapshot;
        try (Stream<Path> files = Files.list(site.data().resolve("snapshots"))) {
            snapshot = files.sorted().findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(snapshot);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(snapshot, damaged);
        try {
            Run run = replay("--verify", "--json");
            Run text = replay("--verify");

            assertThat(run.exitCode()).isZero();
            assertThat(last(run).path("unusableSnapshots").toString())
                    .contains(snapshot.getFileName().toString());
            assertThat(text.exitCode()).isZero();
            assertThat(text.err()).singleElement().asString().contains(snapshot.getFileName() + " can not be used");
        } finally {
            Files.write(snapshot, whole);
        }
    }

    @Test
    void shouldVerifyAPartFromTheSnapshotBeforeIt() throws Exception {
        Run run = replay("--verify", "--json", "--from", TIMES[13]);

        assertThat(run.exitCode()).isZero();
        assertThat(last(run).path("snapshot").asText()).startsWith("snapshot-");
        assertThat(last(run).path("events").asInt())
                .isLessThan(last(replay("--verify", "--json")).path("events").asInt());
    }

    @Test
    void shouldNotVerifyAPartInWhichNothingWasCompared() {
        Run run = replay("--verify", "--to", "1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(run.err()).singleElement().asString().contains("nothing was compared in 1 events");
    }

    @Test
    void shouldShowTheEventsBetweenTwoTimes() throws Exception {
        Run run = replay("--show", "--json", "--from", TIMES[4], "--to", TIMES[6]);

        assertThat(run.exitCode()).isZero();
        assertThat(levels(run)).containsExactly(4.0, 5.0, 6.0);
        assertThat(last(run).path("lastTime").asText()).isEqualTo(TIMES[6]);
        assertThat(replay("--show", "--from", TIMES[4], "--to", TIMES[6]).out())
                .anyMatch(line -> line.contains("UPDATE tag=Level value=5.0"))
                .last()
                .asString()
                .startsWith("executed: ");
    }

    @Test
    void shouldShowTheEventsBetweenTwoSequences() throws Exception {
        JsonNode whole = last(replay("--json"));
        String end = whole.path("lastSequence").asText();

        Run run = replay("--show", "--json", "--from", end, "--to", end);

        assertThat(last(run).path("events").asInt()).isEqualTo(1);
        assertThat(last(run).path("stateHash")).isEqualTo(whole.path("stateHash"));
    }

    @Test
    void shouldGoAsFastAsAskedFor() throws Exception {
        long begin = System.nanoTime();

        Run run = replay("--speed", "20", "--json", "--from", TIMES[2], "--to", TIMES[10]);

        assertThat(System.nanoTime() - begin).isGreaterThan(400_000_000L);
        assertThat(levels(run)).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--from yesterday", "--to -1x", "--speed -1", "--speed NaN", "--speed fast"})
    void shouldRefuseWhatIsNoPlaceAndNoSpeed(String option) {
        Run run = replay(option.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains(option.split(" ")[0]);
    }

    @Test
    void shouldRefuseASpanThatEndsBeforeItBegins() {
        Run run = replay("--from", "5000", "--to", "100");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("--to must not be before --from");
    }

    @Test
    void shouldFailWhenNothingIsRecordedInTheSpan() {
        Run run = replay("--from", "5000");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).singleElement().asString().contains("no event is recorded");
    }

    @Test
    void shouldNotCallASpanVerifiedInWhichNothingIsRecorded() {
        Run run = replay("--verify", "--from", "2030-01-01T00:00:00Z", "--to", "2031-01-01T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains("not verified: no event is recorded");
    }
}
