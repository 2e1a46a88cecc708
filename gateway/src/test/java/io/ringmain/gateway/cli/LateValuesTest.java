package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.gateway.testing.RecordedSite;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that came late, as the commands see them: two of them over an alarm's limit. */
class LateValuesTest {
    @TempDir
    private Path folder;

    private String data;

    @BeforeEach
    void record() throws Exception {
        data = new RecordedSite(folder)
                .run(
                        RecordedSite.LEVEL_WITH_ALARM,
                        site -> site.tick(1)
                                .update("Level", 1)
                                .late("Level", 20, 3_600)
                                .tick(1)
                                .late("Level", 21.5, 1_800)
                                .update("Level", 2))
                .data()
                .toString();
    }

    @Test
    void shouldStandInTheJournalWithTheirTimes() {
        Run run = Run.of("journal", "tail", data, "-n", "20");
        assertThat(run.out())
                .filteredOn(line -> line.contains(" BACKFILL "))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("tag=Level value=20.0 quality=Good sourceTime=2023-11-14T21:13:21Z");
    }

    @Test
    void shouldBeExecutedAgain() {
        Run run = Run.of("replay", data, "--verify");
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void shouldBeExportedWithTheTimesOfTheDevice() {
        Run run = Run.of("export", data, "--format", "csv", "--to", "2023-11-14T22:00:00Z");
        assertThat(run.out()).hasSize(3);
        assertThat(run.out().get(1))
                .startsWith("Level,float64,2023-11-14T21:13:21.000000000Z,")
                .contains(",20.0,");
    }

    @Test
    void shouldBeInNoReportOfAlarms() throws Exception {
        Run run = Run.of("report", "alarms", data, "--json", "--from", "2023-11-14", "--to", "2023-11-16");
        assertThat(run.exitCode()).as("%s", run).isZero();
        List<String> counts = new ObjectMapper().readTree(run.out().get(0)).findValuesAsText("annunciations");
        assertThat(counts).isNotEmpty().allMatch("0"::equals);
    }
}
