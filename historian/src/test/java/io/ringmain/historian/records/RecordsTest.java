package io.ringmain.historian.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Note;
import io.ringmain.core.tag.Quality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of a plant's journal in the tables. */
class RecordsTest {
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

    @Test
    void shouldKeepAnOccurrenceWithAllThatHappenedToIt() {
        site.update(JournaledSite.PV, 20).update(JournaledSite.PV, 81.5);
        long occurrence = site.last();
        long raisedNs = site.nowNs();
        site.order(Command.Kind.ACKNOWLEDGE, "seen");
        long acknowledgedNs = site.nowNs();
        site.update(JournaledSite.PV, 10);
        assertThat(projected()
                        .rows(
                                RecordTable.OCCURRENCES,
                                "sequence",
                                "alarm",
                                "tag",
                                "area",
                                "kind",
                                "priority",
                                "limit_value",
                                "unit",
                                "raised_at",
                                "raised_value",
                                "state",
                                "acknowledged_at",
                                "acknowledged_by",
                                "acknowledged_text",
                                "returned_at",
                                "ended_at"))
                .containsExactly(String.join(
                        " | ",
                        String.valueOf(occurrence),
                        JournaledSite.HI,
                        JournaledSite.PV,
                        "hall 3",
                        "HI",
                        "2",
                        "80.0",
                        "bar",
                        String.valueOf(raisedNs),
                        "81.5",
                        "NORM",
                        String.valueOf(acknowledgedNs),
                        "ann",
                        "seen",
                        String.valueOf(site.nowNs()),
                        String.valueOf(site.nowNs())));
        assertThat(tables.rows(RecordTable.TRANSITIONS, "occurrence", "input", "state_before", "state", "user_name"))
                .containsExactly(
                        occurrence + " | ACTIVATE | NORM | UNACK | ",
                        occurrence + " | ACKNOWLEDGE | UNACK | ACKED | ann",
                        occurrence + " | RETURN | ACKED | NORM | ");
    }

    @Test
    void shouldLeaveAnEndedOccurrenceAsItIsButForComments() {
        site.update(JournaledSite.PV, 90).update(JournaledSite.PV, 10);
        site.order(Command.Kind.ACKNOWLEDGE, "");
        long endedNs = site.nowNs();
        projected();
        site.order(Command.Kind.SUPPRESS, "start-up");
        site.order(Command.Kind.COMMENT, "sensor was dirty");
        assertThat(projected().rows(RecordTable.OCCURRENCES, "state", "ended_at", "suppressed_at", "commented_text"))
                .containsExactly("NORM | " + endedNs + " | 0 | sensor was dirty");
    }

    @Test
    void shouldEndTheOccurrencesOfAnAlarmThatIsRemoved() {
        site.update(JournaledSite.PV, 90);
        projected();
        site.configure(false);
        long endedNs = site.nowNs();
        site.configure(true);
        site.pass(JournaledSite.SECOND);
        assertThat(projected().rows(RecordTable.OCCURRENCES, "ended_at"))
                .hasSize(2)
                .first()
                .isEqualTo(String.valueOf(endedNs));
        assertThat(tables.rows(RecordTable.AUDIT, "user_name", "action", "reason", "state", "new_value"))
                .contains("eve | CONFIGURE | tidied up | DONE | version 2: alarms removed (1): Unit.PV.HI");
    }

    @Test
    void shouldAuditAWriteToADeviceWithItsEndAndBothValues() {
        site.update(JournaledSite.SP, 40);
        var answered = site.submit(site.write(JournaledSite.SP, 42.5, "ann"));
        long asked = site.last();
        assertThat(projected().rows(RecordTable.AUDIT, "action", "old_value", "new_value", "state"))
                .contains("WRITE | 40 | 42.5 | PENDING");
        tables.stop(); // what waits must be known again
        site.device.context.answer(site.device.writes.remove().writeId(), Quality.BAD_DEVICE_FAILURE);
        site.pass(JournaledSite.SECOND);
        answered.join();
        assertThat(projected()
                        .rows(
                                RecordTable.AUDIT,
                                "sequence",
                                "user_name",
                                "origin",
                                "target",
                                "reason",
                                "state",
                                "code",
                                "ended_sequence"))
                .contains(asked + " | ann | rest 10.0.0.7 | Unit.SP | for the test | FAILED | BadDeviceFailure | "
                        + (asked + 1));
        assertThat(tables.rows(RecordTable.EVENTS, "event_class", "kind", "criticality", "user_name", "subject"))
                .contains("tag | WRITE | 1 | ann | Unit.SP", "tag | WRITE | 3 | ann | Unit.SP");
    }

    @Test
    void shouldAuditARepeatAsOneAndWhatWasRefusedWithTheReason() {
        Command write = site.write(JournaledSite.PV, 12, "ann");
        site.done(write);
        site.done(write);
        site.order(Command.Kind.RESET, "why not");
        assertThat(projected().rows(RecordTable.AUDIT, "action", "new_value", "state", "code"))
                .contains(
                        "WRITE | 12 | DONE | Good",
                        "WRITE | 12 | REPEATED | Good",
                        "RESET |  | FAILED | BadInvalidState");
        assertThat(tables.rows(RecordTable.EVENTS, "event_class", "kind", "criticality", "text"))
                .contains(
                        "tag | WRITE | 1 | WRITE Unit.PV by ann: 12 bar; for the test",
                        "alarm | RESET | 2 | RESET Unit.PV.HI by ann; why not; FAILED (BadInvalidState)");
    }

    @Test
    void shouldTellWhatMachinesDid() {
        int valve = site.plant.site().machineId(JournaledSite.VALVE);
        Command open = site.command(Command.Kind.TRANSITION, valve, "fill");
        site.done(new Command(1, 1, open.kind(), valve, 0, null, 0, "", 0, 0, 1, "ann", "fill", "ws 10.0.0.8"));
        assertThat(projected().rows(RecordTable.EVENTS, "event_class", "kind", "user_name", "text"))
                .contains("machine | OPERATOR | ann | Unit.Valve went from CLOSED to OPEN by ann: fill");
        assertThat(tables.rows(RecordTable.AUDIT, "action", "target", "old_value", "new_value", "origin"))
                .contains("TRANSITION | Unit.Valve | CLOSED | OPEN | ws 10.0.0.8");
    }

    @Test
    void shouldKeepTheLogBookWithWhatItsEntriesAreAbout() {
        site.update(JournaledSite.PV, 90);
        long raised = site.last();
        site.done(site.entry("ventilator \u0000 is \ud800 loud \ud83d\ude00", -1, 0, 0));
        site.done(site.entry("as last week", 0, raised, 1));
        site.done(site.entry(" ", -1, 0, 0));
        assertThat(projected().rows(RecordTable.LOGBOOK, "user_name", "category", "text", "alarm", "about"))
                .containsExactly(
                        "bob | shift | ventilator \ufffd is ? loud \ud83d\ude00 |  | 0",
                        "bob | shift | as last week | Unit.PV.HI | " + raised);
        assertThat(tables.rows(RecordTable.EVENTS, "event_class", "kind", "user_name"))
                .contains("user | LOG | bob");
    }

    @Test
    void shouldTellOfStartsConfigurationsAndLinks() {
        assertThat(projected().rows(RecordTable.EVENTS, "event_class", "kind", "subject"))
                .contains("system | CONFIG | records", "system | START | records", "connector | OK | plc");
    }

    @Test
    void shouldAuditNotesOfWhatIsNoCommand() {
        site.note(new Note("ann", "user.create", "bob", "", "{}", "new", "rest 10.0.0.7", Note.GOOD, 1));
        site.note(new Note("", "login", "", "", "", "", "rest 10.0.0.9", "credentials-invalid", 512));
        site.note(new Note("", "system.notes-lost", "", "", "", "", "", "notes-lost", 3));
        assertThat(projected()
                        .rows(
                                RecordTable.AUDIT,
                                "user_name",
                                "origin",
                                "action",
                                "target_kind",
                                "target",
                                "new_value",
                                "reason",
                                "state",
                                "code",
                                "times"))
                .contains(
                        "ann | rest 10.0.0.7 | user.create | USER | bob | {} | new | DONE | Good | 1",
                        " | rest 10.0.0.9 | login | LOGIN |  |  |  | FAILED | credentials-invalid | 512",
                        " |  | system.notes-lost | SYSTEM |  |  |  | FAILED | notes-lost | 3");
        assertThat(tables.rows(RecordTable.EVENTS, "event_class", "kind", "criticality", "user_name", "text"))
                .contains(
                        "user | user.create | 1 | ann | user.create bob by ann, rest 10.0.0.7; new",
                        "user | login | 3 |  | login, rest 10.0.0.9; refused: credentials-invalid; 512 times",
                        "system | system.notes-lost | 4 |  | system.notes-lost; notes-lost; 3 times");
    }

    @Test
    void shouldAuditWhichAttributeOfAMachineWasSet() {
        int valve = site.plant.site().machineId(JournaledSite.VALVE);
        site.done(new Command(
                1, 2, Command.Kind.SET_INTERVAL, valve, 0, null, 0, "", 0, 2_000_000_000L, 0, "ann", "", "ws ::1"));
        assertThat(projected().rows(RecordTable.AUDIT, "action", "target", "item", "old_value", "new_value", "state"))
                .contains("SET_INTERVAL | Unit.Valve | interval | PT1H | PT2S | DONE");
    }

    private List<String> events(List<String> classes, String area, EventRecord.Subject... subjects) {
        EventRecord.Filter filter =
                new EventRecord.Filter(TimeSpan.ALL, classes, 0, 0, "", "", area, List.of(subjects));
        return projected().records.queries().events(filter, null, 100).stream()
                .map(event -> event.eventClass() + " " + event.subject())
                .distinct()
                .toList();
    }

    @Test
    void shouldFindEventsByClassesAreaAndWhatTheyAreAbout() {
        site.update(JournaledSite.PV, 90);
        site.done(site.write(JournaledSite.PV, 12, "ann"));
        site.done(site.entry("about it", 0, 0, 0));
        assertThat(events(List.of("tag", "connector"), "")).containsExactly("tag Unit.PV", "connector plc");
        assertThat(events(List.of(), "hall 3"))
                .containsExactlyInAnyOrder("tag Unit.PV", "alarm Unit.PV.HI", "user Unit.PV.HI");
        assertThat(events(List.of(), "", new EventRecord.Subject("alarm", "Unit.*")))
                .containsExactlyInAnyOrder("alarm Unit.PV.HI", "user Unit.PV.HI");
        assertThat(events(
                        List.of(),
                        "",
                        new EventRecord.Subject("alarm", "Nix"),
                        new EventRecord.Subject("tag", "Unit.PV")))
                .containsExactly("tag Unit.PV");
    }

    @Test
    void shouldShowWithAnOccurrenceWhatWasWrittenToItsTransitions() {
        site.update(JournaledSite.PV, 90);
        long raised = site.last();
        site.order(Command.Kind.ACKNOWLEDGE, "seen");
        site.done(site.entry("as last week", 0, raised, 1));
        site.done(site.entry("about something else", 0, 0, 0));
        assertThat(projected()
                        .records
                        .queries()
                        .occurrences(new OccurrenceRecord.Filter(TimeSpan.ALL, "", "", "", 0, ""), null, 10))
                .singleElement()
                .satisfies(occurrence -> assertThat(occurrence.remarks())
                        .extracting(LogEntry::text)
                        .containsExactly("as last week"));
    }

    @Test
    void shouldListEachEventOnceWhileOthersAreAdded() {
        for (int i = 0; i < 20; i++) {
            site.update(JournaledSite.PV, i % 2 == 0 ? 90 : 10);
        }
        EventRecord.Filter all = new EventRecord.Filter(TimeSpan.ALL, List.of(), 0, 0, "", "", "", List.of());
        List<EventRecord> expected = projected().records.queries().events(all, null, 1_000);
        List<EventRecord> found = new ArrayList<>();
        for (List<EventRecord> page = tables.records.queries().events(all, null, 3);
                !page.isEmpty();
                page = tables.records
                        .queries()
                        .events(all, page.get(page.size() - 1).mark(), 3)) {
            found.addAll(page);
            site.update(JournaledSite.PV, found.size() % 2 == 0 ? 90 : 10);
            projected();
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void shouldGoOnAtItsPositionAndWriteNothingTwice() {
        site.update(JournaledSite.PV, 90);
        var before = projected().dump();
        tables.stop();
        assertThat(projected().dump()).isEqualTo(before);
        site.update(JournaledSite.PV, 20);
        assertThat(projected().rows(RecordTable.OCCURRENCES, "state")).containsExactly("RTNUN");
    }
}
