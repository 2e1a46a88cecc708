package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.site.SitePlan;
import io.ringmain.historian.records.JournaledSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionPositionTest {
    private static final long LATER_NS = 1_700_003_600_000_000_000L;

    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};
    private static final byte[] NONE = {};

    @TempDir
    Path folder;

    @Test
    void shouldGoOnWhereItWasAfterARestart() throws IOException {
        ProjectionPosition position = new ProjectionPosition(folder, "boot 1");
        position.load();
        assertThat(position.sequence()).isEqualTo(ProjectionPosition.NONE);
        position.reset(7);
        position.save(10, null, NONE);
        position.save(20, FIRST, NONE);
        position.save(30, FIRST, NONE);

        ProjectionPosition again = loaded("boot 1");
        assertThat(again.table()).isEqualTo(7);
        assertThat(again.sequence()).isEqualTo(30);
        assertThat(again.configuration()).isEqualTo(FIRST);
    }

    @Test
    void shouldGoBackToWhatHasSettledAfterAReboot() throws IOException {
        ProjectionPosition position = new ProjectionPosition(folder, "boot 1");
        position.reset(7);
        position.save(30, FIRST, NONE);
        assertThat(loaded("boot 2").sequence()).isEqualTo(ProjectionPosition.NONE);
        assertThat(loaded("boot 2").configuration()).isNull();
        assertThat(loaded("").sequence()).isEqualTo(ProjectionPosition.NONE);
    }

    @Test
    void shouldKeepOnlyTheConfigurationsItNeeds() throws IOException {
        ProjectionPosition position = new ProjectionPosition(folder, "boot 1");
        position.save(10, FIRST, NONE);
        position.save(20, SECOND, NONE);
        try (Stream<Path> files = Files.list(folder.resolve("projections"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(names)
                    .contains("questdb-samples-20.configuration")
                    .doesNotContain("questdb-samples-10.configuration");
        }
        assertThat(loaded("boot 1").configuration()).isEqualTo(SECOND);
    }

    @Test
    void shouldBeginAtTheFirstRecordWhenItsFileIsDamaged() throws IOException {
        ProjectionPosition position = new ProjectionPosition(folder, "boot 1");
        position.save(10, FIRST, NONE);
        Path file = folder.resolve("projections/questdb-samples.properties");
        Files.writeString(file, Files.readString(file).replace("10", "11"));
        assertThat(loaded("boot 1").sequence()).isEqualTo(ProjectionPosition.NONE);
    }

    @Test
    void shouldKeepWhatTheRecordersHoldWithItsPlace() throws IOException {
        ProjectionPosition position = new ProjectionPosition(folder, "boot 1");
        position.save(10, FIRST, SECOND);
        assertThat(loaded("boot 1").recording()).isEqualTo(SECOND);
        position.save(20, FIRST, FIRST);
        assertThat(loaded("boot 1").recording()).isEqualTo(FIRST);
        assertThat(loaded("boot 2").recording()).isEmpty();
        assertThat(folder.resolve("projections/questdb-samples-10.recording")).doesNotExist();
        position.save(30, FIRST, NONE);
        assertThat(loaded("boot 1").recording()).isEmpty();
    }

    @Test
    void shouldBeginAtTheFirstRecordWhenWhatBelongsToThePlaceIsDamaged() throws IOException {
        ProjectionPosition position = new ProjectionPosition(folder, "boot 1");
        position.save(10, FIRST, SECOND);
        Files.write(folder.resolve("projections/questdb-samples-10.recording"), new byte[] {1, 2, 3, 4, 5});
        assertThat(loaded("boot 1").sequence()).isEqualTo(ProjectionPosition.NONE);
        assertThat(loaded("boot 1").configuration()).isNull();
    }

    @Test
    void shouldSayFromWhereTheJournalIsStillNeeded() throws IOException {
        assertThat(QuestDb.neededFrom(folder)).isZero();
        ProjectionPosition position = new ProjectionPosition(folder, "boot 1");
        position.save(10, FIRST, NONE);
        assertThat(QuestDb.neededFrom(folder)).isZero(); // a loss of power may take all of it back
    }

    private ProjectionPosition loaded(String bootId) {
        ProjectionPosition position = new ProjectionPosition(folder, bootId);
        position.load();
        return position;
    }

    @Test
    void shouldKnowTheTagsOfAJournalWhoseBeginningIsDeleted() throws Exception {
        new JournaledSite(folder).close();
        new JournaledSite(folder, LATER_NS).close();
        assertThat(new ProjectionPosition(folder).configuration()).isNull(); // the journal says it itself
        try (Stream<Path> files = Files.walk(folder.resolve("journal/epoch-000001"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        ProjectionPosition position = new ProjectionPosition(folder);
        byte[] before = position.configuration();
        assertThat(SitePlan.decode(before).tagId("Unit.PV")).isNotNegative();
        position.save(1, before, new byte[0]);
        ProjectionPosition later = new ProjectionPosition(folder);
        later.load();
        assertThat(later.configuration()).isEqualTo(before);
    }
}
