package io.ringmain.core.logic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentValueTableTest {
    private final StateHash hash = new StateHash();
    private final CurrentValueTable table = new CurrentValueTable(hash);
    private final TagValue value = new TagValue();

    @ParameterizedTest
    @EnumSource(TagType.class)
    void shouldWaitForItsFirstValue(TagType type) {
        table.define(0, type);
        assertThat(table.read(0, value)).isTrue();
        assertThat(value.type).isEqualTo(type);
        assertThat(value.statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        assertThat(value.sequence).isZero();
        assertThat(value.textLength).isZero();
    }

    @Test
    void shouldReadBackAllFieldsOfNumbers() {
        table.define(5, TagType.FLOAT64);
        table.put(5, Double.doubleToLongBits(-1.5e-300), Quality.UNCERTAIN, Long.MIN_VALUE, Long.MAX_VALUE, 99);
        assertThat(table.read(5, value)).isTrue();
        assertThat(value.tagId).isEqualTo(5);
        assertThat(value.asDouble()).isEqualTo(-1.5e-300);
        assertThat(value.statusCode).isEqualTo(Quality.UNCERTAIN);
        assertThat(value.sourceTimeNs).isEqualTo(Long.MIN_VALUE);
        assertThat(value.ingressTimeNs).isEqualTo(Long.MAX_VALUE);
        assertThat(value.sequence).isEqualTo(99).isEqualTo(table.sequenceOf(5));
        table.define(6, TagType.INT64);
        table.put(6, Long.MIN_VALUE, 0, 0, 0, 1);
        table.read(6, value);
        assertThat(value.asString()).isEqualTo(Long.toString(Long.MIN_VALUE));
        table.define(7, TagType.BOOL);
        table.put(7, 1, 0, 0, 0, 1);
        table.read(7, value);
        assertThat(value.asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256})
    void shouldReadBackTextsUpToTheSizeOfTheCell(int length) {
        byte[] text = new byte[TagValue.MAX_STRING_BYTES];
        Arrays.fill(text, (byte) 'x');
        table.define(0, TagType.STRING);
        table.putText(0, text, length, 0, 1, 2, 3);
        assertThat(table.read(0, value)).isTrue();
        assertThat(value.asString()).isEqualTo("x".repeat(length));
    }

    @Test
    void shouldReadNothingWhereThereIsNoTag() {
        table.define(3, TagType.BOOL);
        table.define(3, null);
        value.tagId = 42;
        for (int id : new int[] {-1, 3, 4, 1 << 20}) {
            assertThat(table.read(id, value)).isFalse();
        }
        assertThat(value.tagId).isEqualTo(42);
        assertThat(table.sequenceOf(-1)).isZero();
    }

    @Test
    void shouldKeepRecordsWhileItGrows() {
        for (int id = 0; id < 5_000; id++) {
            table.define(id, id % 7 == 0 ? TagType.STRING : TagType.INT64);
            if (id % 7 == 0) {
                byte[] text = ("text of " + id).getBytes(StandardCharsets.UTF_8);
                table.putText(id, text, text.length, 0, 0, 0, id);
            } else {
                table.put(id, id, 0, 0, 0, id);
            }
        }
        for (int id = 0; id < 5_000; id++) {
            table.read(id, value);
            assertThat(value.asString()).isEqualTo(id % 7 == 0 ? "text of " + id : Integer.toString(id));
        }
        assertThat(hash.sum()).isEqualTo(table.records().fullHash());
    }

    /** Writes records whose fields all follow from one number, until it is told to stop. */
    private Thread writer(AtomicBoolean isDone) {
        byte[][] texts = new byte[128][TagValue.MAX_STRING_BYTES];
        for (int i = 0; i < texts.length; i++) {
            Arrays.fill(texts[i], (byte) i);
        }
        Thread writer = new Thread(() -> {
            for (long n = 1; !isDone.get(); n++) {
                table.put(0, n, (int) n, n * 3, n * 5, n * 7);
                int letter = (int) (n & 127);
                table.putText(1, texts[letter], letter * 2, letter, n, n * 5, n * 7);
            }
        });
        writer.start();
        return writer;
    }

    private static boolean isWhole(TagValue text) {
        boolean isWhole = text.textLength == text.statusCode * 2 && text.ingressTimeNs == text.sourceTimeNs * 5;
        for (int i = 0; i < text.textLength; i++) {
            isWhole &= text.text[i] == (byte) text.statusCode;
        }
        return isWhole;
    }

    @Test
    void shouldNeverShowATornRecord() throws InterruptedException {
        table.define(0, TagType.INT64);
        table.define(1, TagType.STRING);
        AtomicBoolean isDone = new AtomicBoolean();
        Thread writer = writer(isDone);
        long torn = 0;
        long changes = 0;
        long previous = 0;
        for (int i = 0; i < 3_000_000; i++) {
            table.read(0, value);
            long n = value.bits;
            boolean isFirst = n == 0;
            boolean isWhole = value.sourceTimeNs == n * 3 && value.ingressTimeNs == n * 5 && value.sequence == n * 7;
            torn += isFirst || isWhole && value.statusCode == (int) n ? 0 : 1;
            changes += n == previous ? 0 : 1;
            torn += n < previous ? 1 : 0;
            previous = n;
            if (i % 4 == 0) {
                table.read(1, value);
                torn += value.sequence == 0 || isWhole(value) ? 0 : 1;
            }
        }
        isDone.set(true);
        writer.join();
        assertThat(torn).isZero();
        assertThat(changes).isPositive();
    }

    @Test
    void shouldNotAllocateForUpdatesAndReads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        table.define(0, TagType.FLOAT64);
        table.define(1, TagType.STRING);
        byte[] text = "a text".getBytes(StandardCharsets.UTF_8);
        // The least of several rounds: now and then the JVM itself takes about 100 bytes, when it throws code away.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500_000; i++) {
                table.put(0, i, 0, i, i, i);
                table.putText(1, text, text.length, 0, i, i, i);
                table.read(0, value);
                table.read(1, value);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocated).isZero();
    }
}
