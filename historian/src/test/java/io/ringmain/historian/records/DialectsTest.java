package io.ringmain.historian.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.ring.Command;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.Dialect;
import io.ringmain.historian.sql.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same journal gives the same rows and the same answers in every database; servers with the profile {@code servers}. */
class DialectsTest {
    @TempDir
    Path folder;

    private JournaledSite site;

    static Stream<Dialect> dialects() {
        return TestDatabases.all().stream();
    }

    @BeforeEach
    void start() {
        site = new JournaledSite(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private RecordedTables tables(Dialect dialect) {
        return new RecordedTables(
                Database.open(TestDatabases.settings(dialect, folder.resolve("beside")), Records.SCHEMA));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void shouldHaveTheSameRowsAndAnswersAsSqlite(Dialect dialect) {
        SplittableRandom random = new SplittableRandom(4711);
        for (int i = 0; i < 250; i++) {
            RecordingProcess.step(site, random);
        }
        site.done(site.entry("Grüße \ud83d\ude00 100 % \u0000 _x_", -1, 0, 0));
        try (RecordedTables plain = RecordedTables.sqlite(folder).start(folder, site.store::reader);
                RecordedTables other = tables(dialect).start(folder, site.store::reader)) {
            Map<String, List<String>> expected = plain.awaitUp(site.last()).dump();
            Map<String, List<String>> found = other.awaitUp(site.last()).dump();
            expected.forEach((table, rows) ->
                    assertThat(normal(found.get(table))).as(table).isEqualTo(normal(rows)));
            assertThat(answers(other.records.queries())).isEqualTo(answers(plain.records.queries()));
        }
    }

    /** Columns of numbers are shown in more than one way. */
    private static List<String> normal(List<String> rows) {
        return rows.stream()
                .map(row -> row.replaceAll("(?<=\\| )(-?\\d+)\\.0(?= \\|)", "$1"))
                .toList();
    }

    private static List<Object> answers(RecordQueries queries) {
        EventRecord.Filter some = new EventRecord.Filter(
                TimeSpan.ALL,
                List.of("alarm", "tag"),
                2,
                1,
                "",
                "unit.pv",
                "hall 3",
                List.of(new EventRecord.Subject("alarm", "Unit.*"), new EventRecord.Subject("tag", "Unit.PV")));
        List<EventRecord> events = queries.events(some, null, 7);
        return List.of(
                events,
                queries.events(some, events.get(6).mark(), 1_000),
                queries.logBook(new LogEntry.Filter(TimeSpan.ALL, "bob", "shift", "", 0, 0, "GRÜßE"), null, 10),
                queries.logBook(new LogEntry.Filter(TimeSpan.ALL, "", "", "", 0, 0, "_x_"), null, 10),
                queries.occurrences(
                        new OccurrenceRecord.Filter(TimeSpan.ALL, "Unit.*", "", "hall 3", 1, "ended"), null, 50),
                queries.audit(new AuditEntry.Filter(TimeSpan.ALL, "ann", "WRITE", "*.SP", "DONE"), null, 50),
                queries.eventSubject(events.get(0).sequence(), events.get(0).ordinal()),
                queries.eventSubject(1, 99));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void shouldPutAsideWhatTheDatabaseRefusesAndKeepTheRest(Dialect dialect) {
        try (RecordedTables tables = tables(dialect)) {
            tables.database.session(
                    "rule",
                    session -> session.execute(
                            dialect == Dialect.SQLITE
                                    ? "CREATE TRIGGER rule BEFORE INSERT ON logbook WHEN NEW.category = 'bad'"
                                            + " BEGIN SELECT RAISE(ABORT, 'bad'); END"
                                    : "ALTER TABLE logbook ADD CONSTRAINT rule CHECK (category <> 'bad')"));
            site.done(site.entry("good", -1, 0, 0));
            Command entry = site.entry("refused", -1, 0, 0);
            site.done(new Command(9, 9, entry.kind(), -1, 0, null, 0, "refused", 0, 0, 0, "bob", "bad", ""));
            site.done(site.entry("good again", -1, 0, 0));
            tables.start(folder, site.store::reader).awaitUp(site.last());
            assertThat(tables.rows(RecordTable.LOGBOOK, "text")).containsExactly("good", "good again");
            assertThat(tables.rows(RecordTable.REFUSED, "table_name")).containsExactly("logbook");
            assertThat(tables.records.state().refused()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void shouldMakeDroppedTablesAgain(Dialect dialect) {
        try (RecordedTables tables = tables(dialect)) {
            site.update(JournaledSite.PV, 90);
            var before = tables.start(folder, site.store::reader)
                    .awaitUp(site.last())
                    .dump();
            tables.database.session("drop", session -> session.execute("DROP TABLE events"));
            site.update(JournaledSite.PV, 10);
            site.update(JournaledSite.PV, 90);
            await().until(() -> tables.records.state().isUp()
                    && tables.records.state().failures() > 0
                    && tables.records.state().sequence() >= site.last());
            assertThat(tables.rows(RecordTable.EVENTS, "text"))
                    .hasSize(before.get("events").size() + 3);
        }
    }
}
