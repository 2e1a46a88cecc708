package io.ringmain.historian.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.ring.Command;
import io.ringmain.historian.journal.FlippedBit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables do when the database is not as it was left. */
class RecordStoreTest {
    @TempDir
    Path folder;

    private JournaledSite site;
    private RecordedTables tables;

    @BeforeEach
    void start() {
        site = new JournaledSite(folder);
        tables = RecordedTables.sqlite(folder);
    }

    @AfterEach
    void stop() {
        tables.close();
        site.close();
    }

    private RecordedTables projected() {
        if (tables.records == null) {
            tables.start(folder, site.store::reader);
        }
        return tables.awaitUp(site.last());
    }

    private void occur() {
        site.update(JournaledSite.PV, 90).update(JournaledSite.PV, 10);
        site.order(Command.Kind.ACKNOWLEDGE, "seen");
    }

    @Test
    void shouldMakeTablesAgainThatWereDroppedWhileItRan() {
        occur();
        var before = projected().dump();
        tables.database.session("drop", session -> session.execute("DROP TABLE transitions"));
        site.update(JournaledSite.PV, 91);
        await().until(() -> tables.records.state().isUp()
                && tables.records.state().sequence() >= site.last()
                && tables.rows(RecordTable.TRANSITIONS, "input").size() == 4);
        assertThat(tables.rows(RecordTable.OCCURRENCES, "alarm")).hasSize(2);
        assertThat(tables.dump().get("audit")).isEqualTo(before.get("audit"));
    }

    @Test
    void shouldCatchUpWithADatabaseThatIsOlder() throws IOException {
        occur();
        projected();
        tables.close();
        Path file = folder.resolve("sql").resolve("projection.db");
        try (var files = Files.list(folder.resolve("sql"))) {
            file = files.filter(path -> path.toString().endsWith(".db"))
                    .findFirst()
                    .orElse(file);
        }
        Path old = folder.resolve("old.db");
        Files.copy(file, old);
        tables = RecordedTables.sqlite(folder);
        occur();
        var whole = projected().dump();
        tables.close();
        Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
        tables = RecordedTables.sqlite(folder);
        assertThat(projected().dump()).isEqualTo(whole);
    }

    @Test
    void shouldLeaveTheTablesOfAnotherDataFolderAlone(@TempDir Path other) {
        occur();
        var theirs = projected().dump();
        tables.stop();
        try (JournaledSite stranger = new JournaledSite(other, JournaledSite.START_NS + 5)) {
            stranger.update(JournaledSite.PV, 95);
            tables.start(other, stranger.store::reader);
            await().until(() -> tables.records.state().detail().contains("of another data folder"));
            assertThat(tables.records.state().isUp()).isFalse();
            assertThat(tables.dump()).isEqualTo(theirs);
            tables.stop();
        }
    }

    @Test
    void shouldBeginAnewWhenTheJournalWasReplacedByAnother() throws IOException {
        occur();
        projected();
        tables.stop();
        site.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(path ->
                            path.startsWith(folder.resolve("journal")) || path.startsWith(folder.resolve("snapshots")))
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
        site = new JournaledSite(folder, JournaledSite.START_NS + 77);
        site.update(JournaledSite.PV, 95);
        assertThat(projected().rows(RecordTable.OCCURRENCES, "raised_value")).containsExactly("95.0");
    }

    @Test
    void shouldPutRefusedRowsAsideAndGoOn() {
        String crowd = "x".repeat(300);
        site.done(site.write(JournaledSite.PV, 12, crowd));
        long refused = site.last();
        occur();
        assertThat(projected().rows(RecordTable.AUDIT, "user_name")).doesNotContain(crowd);
        assertThat(tables.rows(RecordTable.OCCURRENCES, "alarm")).hasSize(1);
        assertThat(tables.rows(RecordTable.REFUSED, "sequence", "table_name", "reason"))
                .containsExactly(
                        refused + " | audit | user_name has 300 characters, at most 250 fit",
                        refused + " | events | user_name has 300 characters, at most 250 fit");
        assertThat(tables.records.state().refused()).isEqualTo(2);
        assertThat(tables.records.state().detail()).contains("2 rows were refused");
    }

    @Test
    void shouldPutAsideWhatOnlyTheDatabaseRefuses() {
        tables.database.session(
                "rule",
                session -> session.execute("CREATE TRIGGER no_bob BEFORE INSERT ON logbook WHEN NEW.user_name = 'bob'"
                        + " AND NEW.text LIKE 'bad%' BEGIN SELECT RAISE(ABORT, 'not bob'); END"));
        site.done(site.entry("good", -1, 0, 0));
        site.done(site.entry("bad", -1, 0, 0));
        site.done(site.entry("good again", -1, 0, 0));
        assertThat(projected().rows(RecordTable.LOGBOOK, "text")).containsExactly("good", "good again");
        assertThat(tables.rows(RecordTable.REFUSED, "table_name")).containsExactly("logbook");
    }

    @Test
    void shouldKnowTheNamesOfAJournalWhoseBeginningIsDeleted() {
        occur();
        long last = site.last();
        site.close();
        site = new JournaledSite(folder, JournaledSite.START_NS + 3_600 * JournaledSite.SECOND);
        site.update(JournaledSite.PV, 91).update(JournaledSite.PV, 12);
        tables.start(folder, from -> site.store.reader(Math.max(from, last + 2)));
        tables.awaitUp(site.last());
        assertThat(tables.rows(RecordTable.OCCURRENCES, "alarm", "tag", "unit"))
                .containsExactly("Unit.PV.HI | Unit.PV | bar");
        assertThat(tables.records.state().detail()).contains("the journal begins at sequence");
    }

    @Test
    void shouldNotDeleteRowsThatTheJournalHasNoLongerWhenOneTableIsMissing() {
        occur();
        var before = projected().rows(RecordTable.OCCURRENCES, "alarm", "raised_value");
        tables.stop();
        long next = site.last() + 1;
        tables.database.session("drop", session -> session.execute("DROP TABLE transitions"));
        site.update(JournaledSite.PV, 95);
        tables.start(folder, from -> site.store.reader(Math.max(from, next)));
        await().until(() -> tables.records.state().detail().contains("replace them with 'rebuild'"));
        assertThat(tables.records.state().isUp()).isFalse();
        assertThat(tables.rows(RecordTable.OCCURRENCES, "alarm", "raised_value"))
                .isEqualTo(before)
                .isNotEmpty();
    }

    @Test
    void shouldNotStandStillWhenTheRecordsOfItsPositionAreDamaged() throws IOException {
        occur();
        projected();
        tables.stop();
        site.update(JournaledSite.PV, 91); // whole records follow, so it is no torn end
        FlippedBit.at(folder, positionOfTables());
        site.update(JournaledSite.PV, 10).update(JournaledSite.PV, 95);
        tables.start(folder, site.store::reader);
        tables.awaitUp(site.last());
        assertThat(tables.rows(RecordTable.OCCURRENCES, "raised_value")).contains("90.0", "95.0");
    }

    @Test
    void shouldNotStandStillWhenTheFirstRecordsAreDamaged() throws IOException {
        occur();
        FlippedBit.at(folder, 1);
        site.update(JournaledSite.PV, 95);
        tables.start(folder, site.store::reader);
        tables.awaitUp(site.last());
        assertThat(tables.records.state().detail()).contains("damaged");
    }

    private long positionOfTables() {
        return tables.database.session("look", session -> session.count("SELECT sequence FROM projection_position"));
    }

    @Test
    void shouldGoOnWhenTheJournalBeginsRightBehindItsPosition() {
        occur();
        var before = projected().dump();
        tables.stop();
        long next = site.last() + 1;
        site.update(JournaledSite.PV, 95);
        tables.start(folder, from -> site.store.reader(Math.max(from, next)));
        tables.awaitUp(site.last());
        assertThat(tables.rows(RecordTable.OCCURRENCES, "alarm")).containsExactly("Unit.PV.HI", "Unit.PV.HI");
        assertThat(tables.dump().get("audit")).isEqualTo(before.get("audit"));
        assertThat(tables.records.state().detail()).isEmpty();
    }
}
