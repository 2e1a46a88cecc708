package io.ringmain.core.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateHashTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void shouldChangeWithEveryFieldOfEveryTable(int table) {
        LogicState state = new LogicState();
        RecordTable records = state.tables()[table];
        records.ensure(3);
        long before = state.hash.sum();
        Set<Long> seen = new HashSet<>(Set.of(before));
        for (int index = 0; index < 3; index++) {
            for (int at = 8; at < records.recordBytes(); at += 4) {
                UnsafeBuffer chunk = records.chunk(index);
                records.open(index);
                chunk.putInt(records.offset(index) + at, 1);
                records.close();
                assertThat(seen.add(state.hash.sum()))
                        .as("record %d, offset %d", index, at)
                        .isTrue();
                assertThat(state.hash.sum()).isEqualTo(state.fullSum());
                records.open(index);
                chunk.putInt(records.offset(index) + at, 0);
                records.close();
                assertThat(state.hash.sum()).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void shouldChangeWithEveryWordOfEveryBlock(int table) {
        LogicState state = new LogicState();
        StateCells blocks = state.cells()[table];
        long empty = state.hash.sum();
        blocks.define(0, 40);
        blocks.define(2, 5);
        long before = state.hash.sum();
        Set<Long> seen = new HashSet<>(Set.of(empty, before));
        for (int id = 0; id < 3; id += 2) {
            for (int word = 0; word < blocks.words(id); word++) {
                blocks.open(id);
                blocks.putWord(id, word, 1);
                blocks.close();
                assertThat(seen.add(state.hash.sum()))
                        .as("block %d, word %d", id, word)
                        .isTrue();
                assertThat(state.hash.sum()).isEqualTo(state.fullSum());
                blocks.open(id);
                blocks.putWord(id, word, 0);
                blocks.close();
            }
        }
        blocks.define(0, 0);
        blocks.define(2, 0);
        assertThat(state.hash.sum()).isEqualTo(empty);
    }

    @Test
    void shouldDifferForTheSameRecordInAnotherTableOrPlace() {
        Set<Long> sums = new HashSet<>();
        for (int table = 0; table < 7; table++) {
            for (int index = 0; index < 3; index++) {
                LogicState state = new LogicState();
                for (RecordTable records : state.tables()) {
                    records.ensure(3);
                }
                RecordTable records = state.tables()[table];
                records.open(index);
                records.chunk(index).putLong(records.offset(index) + 8, 42);
                records.close();
                sums.add(state.hash.sum());
            }
        }
        assertThat(sums).hasSize(21);
    }

    @Test
    void shouldTellTextsApartWhoseLetterSumsAreTheSame() {
        byte[] one = "Aa".getBytes(StandardCharsets.UTF_8);
        byte[] other = "BB".getBytes(StandardCharsets.UTF_8);
        assertThat(CurrentValueTable.textBits(one, 2)).isNotEqualTo(CurrentValueTable.textBits(other, 2));
    }

    private final Outbox outbox = new Outbox(16 * 1024);
    private final Logic logic = new Logic(Map.of(), outbox, new Accounting(), (stage, sequence, error) -> {});
    private long sequence;

    private Event event(byte kind) {
        Event event = new Event();
        event.reset(kind, 0, 0);
        event.sequence = ++sequence;
        return event;
    }

    private long take(Event event) {
        logic.onEvent(event);
        outbox.release(outbox.tail());
        assertThat(logic.isHashConsistent()).isTrue();
        return logic.stateHash();
    }

    @Test
    void shouldChangeWithTimeConfigurationAndCommands() {
        Set<Long> hashes = new HashSet<>(Set.of(logic.stateHash()));
        Event tick = event(EventKind.TICK);
        tick.ingressTimeNs = 5;
        assertThat(hashes.add(take(tick))).as("ring time").isTrue();
        Event config = event(EventKind.CONFIG);
        config.configuration = SitePlan.EMPTY
                .next(new SiteDefinition(
                        "s", List.of(), List.of(TagDefinition.internal("A", TagType.STRING)), List.of(), List.of()))
                .encode();
        assertThat(hashes.add(take(config))).as("configuration").isTrue();
        Event command = event(EventKind.COMMAND);
        command.command = new Command(1, 2, Command.Kind.RESET, 0, 0, null, 0, "", "u", "");
        assertThat(hashes.add(take(command))).as("command").isTrue();
        Event repeat = event(EventKind.COMMAND);
        repeat.command = command.command;
        assertThat(hashes.add(take(repeat))).as("a repeat changes nothing").isFalse();
        for (String text : List.of("Aa", "BB", "")) {
            Event update = event(EventKind.UPDATE);
            update.valueType = TagType.STRING.code();
            update.textLength = text.length();
            update.ensureText();
            System.arraycopy(text.getBytes(StandardCharsets.UTF_8), 0, update.text, 0, text.length());
            assertThat(hashes.add(take(update))).as("text %s", text).isTrue();
        }
    }

    @Test
    void shouldRememberTheLast4096CommandsAndTheirOrder() {
        for (int i = 1; i <= CommandTable.CAPACITY + 10; i++) {
            Event event = event(EventKind.COMMAND);
            event.command = new Command(9, i, Command.Kind.RESET, 0, 0, null, 0, "", "u", "");
            take(event);
        }
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int id = 11 + random.nextInt(CommandTable.CAPACITY);
            Event repeat = event(EventKind.COMMAND);
            repeat.command = new Command(9, id, Command.Kind.RESET, 0, 0, null, 0, "", "u", "");
            long before = logic.stateHash();
            assertThat(take(repeat)).as("command %d is remembered", id).isEqualTo(before);
            assertThat(repeat.resultsTo - repeat.resultsFrom).isEqualTo(1);
        }
        Event forgotten = event(EventKind.COMMAND);
        forgotten.command = new Command(9, 10, Command.Kind.RESET, 0, 0, null, 0, "", "u", "");
        long before = logic.stateHash();
        assertThat(take(forgotten)).isNotEqualTo(before);
    }

    @Test
    void shouldGiveTheSameHashAfterLoadingWhatWasSaved() {
        shouldChangeWithTimeConfigurationAndCommands();
        byte[] image = Images.save(logic);
        Logic loaded = new Logic(Map.of(), outbox, new Accounting(), (stage, at, error) -> {});
        Images.load(loaded, image);
        assertThat(loaded.stateHash()).isEqualTo(logic.stateHash());
        assertThat(loaded.isHashConsistent()).isTrue();
    }

    private Logic loaded(byte[] image) {
        Logic loaded = new Logic(Map.of(), outbox, new Accounting(), (stage, at, error) -> {});
        Images.load(loaded, image);
        return loaded;
    }

    @Test
    void shouldRefuseAnImageWithOneBitFlippedAnywhere() {
        shouldChangeWithTimeConfigurationAndCommands();
        byte[] image = Images.save(logic);
        int step = Math.max(1, image.length / 3_000);
        for (int at = 0; at < image.length; at += at < 2_000 ? 1 : step) {
            byte[] flipped = image.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertThatThrownBy(() -> loaded(flipped))
                    .as("bit of byte %d", at)
                    .isInstanceOf(DamagedSnapshotException.class);
        }
    }

    @Test
    void shouldRefuseAnImageThatWasCutOrHasMoreBehindIt() {
        shouldChangeWithTimeConfigurationAndCommands();
        byte[] image = Images.save(logic);
        for (int length : new int[] {0, 11, 12, 51, 52, 64, image.length / 2, image.length - 24, image.length - 1}) {
            assertThatThrownBy(() -> loaded(Arrays.copyOf(image, length)))
                    .as("cut at %d", length)
                    .isInstanceOf(DamagedSnapshotException.class);
        }
        assertThatThrownBy(() -> loaded(Arrays.copyOf(image, image.length + 1)))
                .isInstanceOf(DamagedSnapshotException.class);
    }

    @Test
    void shouldKeepTheStateAsOfTheSnapshotWhileEverythingChanges() {
        shouldChangeWithTimeConfigurationAndCommands();
        long hash = logic.stateHash();
        StateCapture capture = logic.capture();
        assertThat(logic.capture()).as("one at a time").isNull();
        Event later = event(EventKind.COMMAND);
        later.command = new Command(90, 100, Command.Kind.RESET, 0, 0, null, 0, "", "u", "");
        take(later);
        assertThat(logic.stateHash()).isNotEqualTo(hash);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThatCode(() -> capture.writeTo(bytes)).doesNotThrowAnyException();
        assertThat(loaded(bytes.toByteArray()).stateHash()).isEqualTo(hash);
        assertThat(logic.capture()).isNotNull();
    }
}
