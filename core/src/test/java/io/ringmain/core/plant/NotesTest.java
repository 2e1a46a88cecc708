package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Note;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is put on record besides commands. */
class NotesTest {
    private static final String TAG = "A.PV";

    private final TestPlant plant = new TestPlant(new SiteDefinition(
                    "test",
                    List.of(),
                    List.of(TagDefinition.internal(TAG, TagType.FLOAT64)),
                    List.of(AlarmDefinition.limit(TAG, AlarmKind.HI, 80)),
                    List.of()))
            .start();

    private static Note login(String user) {
        return new Note(user, "login", "", "", "", "", "rest 10.1.2.3", "credentials-invalid", 1);
    }

    private List<Note> journaled() {
        List<Note> notes = new ArrayList<>();
        BatchDecoder decoder = new BatchDecoder();
        try (JournalReader reader = plant.store().reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        if (decoder.event().kind == EventKind.NOTE) {
                            notes.add(Note.decode(decoder.event().configuration));
                        }
                    }
                }
            })) {
                // looked at
            }
        }
        return notes;
    }

    @Test
    void shouldJournalANoteAndReplayIt() {
        Note good = new Note("ann", "user.create", "bob", "", "{\"role\":\"guest\"}", "new", "cli", Note.GOOD, 1);
        Note flood = new Note("", "login", "", "", "", "", "rest ::1", "login-locked", 4_711);
        assertThat(plant.plant().tryNote(good)).isTrue();
        plant.update(TAG, 90);
        assertThat(plant.plant().tryNote(flood)).isTrue();
        plant.plant().stepAll();
        assertThat(journaled()).containsExactly(good, flood);
        assertThat(plant.accounting("notes").applied()).isEqualTo(2);
        plant.assertReplays();
    }

    @Test
    void shouldLeaveTheStateOfTheSameMomentAsItIs() {
        plant.update(TAG, 90);
        long hash = plant.plant().stateHash();
        assertThat(plant.plant().tryNote(login("eve"))).isTrue();
        plant.plant().stepAll();
        assertThat(plant.plant().stateHash()).isEqualTo(hash);
    }

    @Test
    void shouldTakeNoNoteWhenTheRingIsFullOrThePlantIsClosedAndCountNone() {
        int taken = 0;
        while (plant.plant().tryNote(login("eve"))) {
            taken++;
        }
        plant.plant().stepAll();
        assertThat(plant.accounting("notes").received()).isEqualTo(taken);
        assertThat(plant.accounting("notes").refused()).isZero();
        plant.close();
        assertThat(plant.plant().tryNote(login("eve"))).isFalse();
        assertThat(journaled()).hasSize(taken);
    }

    @Test
    void shouldCutTextsThatAreTooLongAndSayHowLongTheyWere() {
        Note note = new Note("u".repeat(5_000), "a", "", "", "\ud83d\ude00".repeat(9_000), "", "", Note.GOOD, 1);
        assertThat(note.user()).hasSize(Note.MAX_NAME_LENGTH).endsWith("uuu...+5000");
        assertThat(note.newValue())
                .hasSizeBetween(Note.MAX_VALUE_LENGTH - 1, Note.MAX_VALUE_LENGTH)
                .endsWith("\ud83d\ude00...+18000");
        assertThat(Note.decode(note.encode())).isEqualTo(note);
    }
}
