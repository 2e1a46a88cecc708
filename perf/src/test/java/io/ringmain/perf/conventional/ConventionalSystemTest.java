package io.ringmain.perf.conventional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The baseline does the work that it is measured by. */
class ConventionalSystemTest {
    private static final int GOOD = 0;
    private static final int BAD = 0x8000_0000;

    @TempDir
    Path folder;

    @Test
    void shouldStoreTheNewestValueOfEachTag() {
        try (ConventionalSystem system = open()) {
            system.addTag("a", 0);
            system.addTag("b", 1);
            system.update("a", 7, 1.5, GOOD, 100);
            system.update("b", 7, 2.5, BAD, 200);
            system.update("a", 7, 3.5, GOOD, 300);
            assertThat(system.read("a"))
                    .extracting(Tag.Reading::value, Tag.Reading::statusCode, Tag.Reading::sourceTimeNs)
                    .containsExactly(3.5, GOOD, 300L);
            assertThat(system.read("b"))
                    .extracting(Tag.Reading::value, Tag.Reading::statusCode, Tag.Reading::sourceTimeNs)
                    .containsExactly(2.5, BAD, 200L);
        }
    }

    @Test
    void shouldRefuseATagThatIsNotThere() {
        try (ConventionalSystem system = open()) {
            assertThatThrownBy(() -> system.update("none", 1, 1, GOOD, 1)).hasMessageContaining("none");
        }
    }

    @Test
    void shouldRaiseAndClearAnAlarmWhenItsLimitIsPassed() {
        try (ConventionalSystem system = open()) {
            system.addTag("a", 0);
            LimitAlarm high = system.addAlarm("a", true, 90, 2);
            LimitAlarm low = system.addAlarm("a", false, 10, 0);
            system.update("a", 1, 91, GOOD, 1);
            assertThat(high.state()).isEqualTo(LimitAlarm.State.UNACKNOWLEDGED);
            assertThat(low.state()).isEqualTo(LimitAlarm.State.NORMAL);
            system.update("a", 1, 89, GOOD, 2); // inside the deadband
            assertThat(high.state()).isEqualTo(LimitAlarm.State.UNACKNOWLEDGED);
            system.acknowledge("a", high);
            assertThat(high.state()).isEqualTo(LimitAlarm.State.ACKNOWLEDGED);
            system.update("a", 1, 5, BAD, 3);
            assertThat(low.state()).isEqualTo(LimitAlarm.State.NORMAL);
            system.update("a", 1, 5, GOOD, 4);
            assertThat(high.state()).isEqualTo(LimitAlarm.State.NORMAL);
            assertThat(low.state()).isEqualTo(LimitAlarm.State.UNACKNOWLEDGED);
            system.update("a", 1, 10, GOOD, 5);
            assertThat(low.state()).isEqualTo(LimitAlarm.State.RETURNED_UNACKNOWLEDGED);
            system.acknowledge("a", low);
            assertThat(low.state()).isEqualTo(LimitAlarm.State.NORMAL);
        }
    }

    @Test
    void shouldRecordEveryUpdateAndWhatAlarmsDidInOrder() throws IOException {
        int updates = 3 * RecordFile.MAX_RECORDS + 17;
        try (ConventionalSystem system = open()) {
            system.addTag("a", 42);
            system.addAlarm("a", true, updates - 1.5, 0);
            for (int i = 0; i < updates; i++) {
                system.update("a", 7, i, GOOD, 1000 + i);
            }
        }
        List<Recorded> records = records();
        assertThat(records).hasSize(updates + 1);
        for (int i = 0; i < updates; i++) {
            Recorded recorded = records.get(i);
            assertThat(recorded.kind()).isEqualTo(Recorded.UPDATE);
            assertThat(recorded.id()).isEqualTo(42);
            assertThat(recorded.source()).isEqualTo(7);
            assertThat(recorded.value()).isEqualTo(i);
            assertThat(recorded.sourceTimeNs()).isEqualTo(1000 + i);
            assertThat(recorded.ingressTimeNs()).isPositive();
        }
        assertThat(records.get(updates))
                .extracting(Recorded::kind, Recorded::id, Recorded::state)
                .containsExactly(Recorded.ALARM, 0, (byte) LimitAlarm.State.UNACKNOWLEDGED.ordinal());
    }

    @Test
    void shouldHaveWrittenWhatItSaysIsWritten() throws IOException {
        try (ConventionalSystem system = open()) {
            system.addTag("a", 0);
            for (int i = 0; i < 100; i++) {
                system.update("a", 1, i, GOOD, i);
            }
            while (system.written() < 100) {
                Thread.onSpinWait();
            }
            assertThat(records()).hasSize(100);
        }
    }

    @Test
    void shouldNoticeADamagedBatch() throws IOException {
        try (ConventionalSystem system = open()) {
            system.addTag("a", 0);
            system.update("a", 1, 1, GOOD, 1);
        }
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {99}), channel.size() - 1);
        }
        assertThatThrownBy(this::records).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    private ConventionalSystem open() {
        return new ConventionalSystem(file());
    }

    private Path file() {
        return folder.resolve("records");
    }

    private List<Recorded> records() throws IOException {
        List<Recorded> records = new ArrayList<>();
        RecordFile.read(file(), records::add);
        return records;
    }
}
