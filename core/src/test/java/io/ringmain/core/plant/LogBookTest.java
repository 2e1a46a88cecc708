package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries of the log book, and what else a record has to say for those who read it later. */
class LogBookTest {
    private static final String TAG = "A.PV";

    private final TestPlant plant = new TestPlant(new SiteDefinition(
                    "test",
                    List.of(),
                    List.of(TagDefinition.internal(TAG, TagType.FLOAT64)),
                    List.of(AlarmDefinition.limit(TAG, AlarmKind.HI, 80)),
                    List.of()))
            .start();
    private long nextId = 100;

    private Command entry(String text, int alarm, long about, int place) {
        return new Command(
                9,
                nextId++,
                Command.Kind.LOG,
                alarm,
                about,
                null,
                0,
                text,
                0,
                0,
                place,
                "ann",
                "shift",
                "rest 10.1.2.3");
    }

    private int log(String text, int alarm, long about, int place) {
        return plant.submit(entry(text, alarm, about, place)).join().statusCode();
    }

    private interface Look {
        void at(Event event, BatchDecoder batch);
    }

    private void journal(Look look) {
        BatchDecoder decoder = new BatchDecoder();
        try (JournalReader reader = plant.store().reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        look.at(decoder.event(), decoder);
                    }
                }
            })) {
                // looked at
            }
        }
    }

    @Test
    void shouldJournalAnEntryAndAnswerARepeatWithTheSameOutcome() {
        Command entry = entry("pump 2 sounds odd", Command.NO_TARGET, 0, 0);
        long sequence = plant.submit(entry).join().commandSequence();
        assertThat(plant.submit(entry).join().commandSequence()).isEqualTo(sequence);
        List<Command> found = new ArrayList<>();
        journal((event, batch) -> {
            if (event.kind == EventKind.COMMAND) {
                found.add(event.command);
            }
        });
        assertThat(found).containsExactly(entry, entry);
        plant.assertReplays();
    }

    @ParameterizedTest
    @CsvSource({
        "text, -1, 0, 0, 0x00000000",
        "text,  0, 1, 3, 0x00000000",
        "' ',  -1, 0, 0, 0x80AB0000",
        "text, -1, 1, -1, 0x80AB0000",
        "text,  1, 0, 0, 0x80340000",
        "text, -2, 0, 0, 0x80340000",
        "text, -1, 99, 0, 0x809A0000",
        "text, -1, -1, 0, 0x809A0000"
    })
    void shouldTakeOnlyAnEntryThatSaysSomethingAboutWhatHasBeen(
            String text, int alarm, long about, int place, String code) {
        assertThat(Quality.name(log(text, alarm, about, place)))
                .isEqualTo(Quality.name(Long.decode(code).intValue()));
    }

    @Test
    void shouldRefuseAnEntryThatIsTooLong() {
        assertThat(log("x".repeat(Command.MAX_ENTRY_LENGTH), -1, 0, 0)).isEqualTo(Quality.GOOD);
        assertThat(log("x".repeat(Command.MAX_ENTRY_LENGTH + 1), -1, 0, 0)).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        plant.assertReplays();
    }

    @Test
    void shouldLeaveTheStateAsItIsButForTheCommandsIdentity() {
        log("one", -1, 0, 0);
        long occurrences = plant.alarm(TAG + ".HI").occurrences;
        log("two", 0, 1, 0);
        assertThat(plant.alarm(TAG + ".HI").occurrences).isEqualTo(occurrences);
        plant.close().start();
        assertThat(plant.plant().status().isHealthy()).isTrue();
    }

    @Test
    void shouldRecordTheValueWithWhichAnAlarmWasRaised() {
        plant.update(TAG, 20).update(TAG, 81.5).update(TAG, 10);
        List<String> seen = new ArrayList<>();
        journal((event, batch) -> {
            for (int i = 0; i < batch.resultCount(); i++) {
                Result result = batch.result(i);
                if (result.kind() == Result.ALARM) {
                    seen.add(AlarmInput.ofCode((int) result.ref()) + " " + Double.longBitsToDouble(result.value()));
                }
            }
        });
        assertThat(seen).containsExactly("ACTIVATE 81.5", "RETURN 0.0");
    }
}
