package io.ringmain.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    static final long T0 = 1_700_000_000_000_000_000L;

    private final Outbox outbox = new Outbox(16 * 1024);
    private final BatchEncoder encoder = new BatchEncoder();
    private final BatchDecoder decoder = new BatchDecoder();
    private final List<byte[]> excerpts = new ArrayList<>();
    private final Result written = new Result();

    private void finish() {
        encoder.finish((buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            excerpts.add(bytes);
        });
    }

    private boolean wrap(byte[] excerpt) {
        return decoder.wrap(new UnsafeBuffer(excerpt), 0, excerpt.length);
    }

    private static Event event(byte kind, long sequence) {
        Event event = new Event();
        event.reset(kind, 3, 0);
        event.sequence = sequence;
        event.ingressTimeNs = T0;
        return event;
    }

    private static Event update(long sequence, int tagId, double value) {
        Event event = event(EventKind.UPDATE, sequence);
        event.target = tagId;
        event.valueType = TagType.FLOAT64.code();
        event.valueBits = Double.doubleToLongBits(value);
        event.sourceTimeNs = T0 - 1_000;
        return event;
    }

    private static void assertSameInput(Event was, Event is) {
        assertThat(Arrays.copyOf(is.elements, is.elementCount))
                .isEqualTo(Arrays.copyOf(was.elements, was.elementCount));
        assertThat(is.sequence).isEqualTo(was.sequence);
        assertThat(is.kind).isEqualTo(was.kind);
        assertThat(is.ingressTimeNs).isEqualTo(was.ingressTimeNs);
        assertThat(is.target).isEqualTo(was.target);
        assertThat(is.valueType).isEqualTo(was.valueType);
        assertThat(is.valueBits).isEqualTo(was.valueBits);
        assertThat(is.statusCode).isEqualTo(was.statusCode);
        assertThat(is.sourceTimeNs).isEqualTo(was.sourceTimeNs);
        assertThat(is.command).isEqualTo(was.command);
        assertThat(is.configuration).isEqualTo(was.configuration);
        assertThat(is.disposition).isEqualTo(was.disposition);
        assertThat(is.cause).isEqualTo(was.cause);
        assertThat(is.hasHash).isEqualTo(was.hasHash);
        assertThat(is.stateHash).isEqualTo(was.stateHash);
        assertThat(is.textLength).isEqualTo(was.textLength);
        for (int i = 0; i < was.textLength; i++) {
            assertThat(is.text[i]).isEqualTo(was.text[i]);
        }
        if (was.kind == EventKind.UPDATE || was.kind == EventKind.BACKFILL || was.kind == EventKind.COMMAND) {
            assertThat(is.source).isEqualTo(was.source);
        }
    }

    private void assertSame(Event was) {
        assertSameInput(was, decoder.event());
        assertThat(decoder.resultCount()).isEqualTo((int) (was.resultsTo - was.resultsFrom));
        for (int i = 0; i < decoder.resultCount(); i++) {
            Result result = decoder.result(i);
            assertThat(result.isSameAs(outbox.wrap(was.resultsFrom + i, written)))
                    .as("%s was %s", result, written)
                    .isTrue();
        }
    }

    @Test
    void shouldRoundTripEventsOfAllKindsWithResults() {
        long seed = 4711;
        System.out.println("BatchCodecTest seed " + seed);
        Random random = new Random(seed);
        RandomEvents source = new RandomEvents(random, outbox);
        long sequence = 1;
        for (int batch = 0; batch < 200; batch++) {
            excerpts.clear();
            List<Event> events = new ArrayList<>();
            long first = sequence;
            encoder.begin(first);
            for (int i = 1 + random.nextInt(30); i > 0; i--) {
                sequence += random.nextInt(5) == 0 ? random.nextInt(500) : 0;
                Event event = source.next(sequence++);
                events.add(event);
                encoder.add(event, outbox);
            }
            finish();
            assertThat(excerpts).hasSize(1);
            assertThat(wrap(excerpts.get(0))).isTrue();
            assertThat(decoder.firstSequence()).isEqualTo(first);
            assertThat(decoder.lastSequence()).isEqualTo(sequence - 1);
            assertThat(decoder.count()).isEqualTo(events.size());
            for (Event event : events) {
                assertThat(decoder.next()).isTrue();
                assertSame(event);
            }
            assertThat(decoder.next()).isFalse();
        }
    }

    @Test
    void shouldNotLeaveAJournalThatCanNotBeReadAfterACommandForAnUnknownTarget() {
        Event event = event(EventKind.COMMAND, 1);
        event.command = new Command(1, 2, Command.Kind.WRITE, -1, 0, TagType.BOOL, 1, "", "op", "");
        outbox.append(Result.OUTCOME, -1, 0, 1, 3, 0, 1, 1, 2);
        event.resultsTo = outbox.tail();
        encoder.begin(1);
        encoder.add(event, outbox);
        finish();
        assertThat(wrap(excerpts.get(0))).isTrue();
        assertThat(decoder.next()).isTrue();
        assertSame(event);
    }

    @Test
    void shouldNotLeaveAJournalThatCanNotBeReadAfterAnEventOfUnknownKind() {
        encoder.begin(1);
        for (byte kind : new byte[] {99, 12, -1}) {
            Event event = event(kind, 1);
            event.disposition = Event.QUARANTINED;
            event.cause = 0x80020000;
            encoder.add(event, outbox);
        }
        finish();
        assertThat(wrap(excerpts.get(0))).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(decoder.next()).isTrue();
            assertThat(decoder.event().kind).isZero();
            assertThat(decoder.event().disposition).isEqualTo(Event.QUARANTINED);
        }
        assertThat(decoder.next()).isFalse();
    }

    @Test
    void shouldKeepBatchesOfUpdatesInsideOneExcerpt() {
        encoder.begin(1);
        long sequence = 1;
        Event event = update(sequence, 1, 0.1);
        while (encoder.hasRoomFor(event)) {
            encoder.add(event, outbox);
            event = update(++sequence, (int) sequence * 7, sequence * 0.1);
        }
        finish();
        assertThat(excerpts).hasSize(1);
        assertThat(excerpts.get(0).length)
                .isBetween(BatchEncoder.MAX_EXCERPT_BYTES - 8192, BatchEncoder.MAX_EXCERPT_BYTES);
    }

    private Event encodeLargeConfiguration(int bytes) {
        Event event = event(EventKind.CONFIG, 5);
        event.configuration = new byte[bytes];
        new Random(1).nextBytes(event.configuration);
        encoder.begin(5);
        encoder.add(event, outbox);
        encoder.add(update(6, 1, 1.5), outbox);
        finish();
        return event;
    }

    @Test
    void shouldCutAConfigurationOfSeveralMegabytesIntoFragments() {
        Event event = encodeLargeConfiguration(5_000_000);
        assertThat(excerpts).hasSize(20).allMatch(e -> e.length <= BatchEncoder.MAX_EXCERPT_BYTES);
        for (int i = 0; i < excerpts.size(); i++) {
            assertThat(wrap(excerpts.get(i))).isEqualTo(i == excerpts.size() - 1);
        }
        assertThat(decoder.next()).isTrue();
        assertSame(event);
        assertThat(decoder.next()).isTrue();
        assertThat(decoder.event().valueBits).isEqualTo(Double.doubleToLongBits(1.5));
        assertThat(decoder.next()).isFalse();
    }

    @Test
    void shouldRefuseFragmentsOutOfOrder() {
        encodeLargeConfiguration(1_000_000);
        wrap(excerpts.get(0));
        assertThatThrownBy(() -> wrap(excerpts.get(2))).isInstanceOf(DamagedBatchException.class);
    }

    @Test
    void shouldReadAConfigurationAgainWhoseFirstWritingWasCutOff() {
        Event event = encodeLargeConfiguration(1_000_000);
        wrap(excerpts.get(0));
        wrap(excerpts.get(1));
        // The process ended here; the next one writes the same sequence again.
        for (byte[] excerpt : excerpts) {
            wrap(excerpt);
        }
        assertThat(decoder.next()).isTrue();
        assertSame(event);
    }

    private byte[] smallBatch() {
        RandomEvents random = new RandomEvents(new Random(99), outbox);
        encoder.begin(1);
        for (int sequence = 1; sequence <= 8; sequence++) {
            encoder.add(random.next(sequence), outbox);
        }
        finish();
        return excerpts.get(0);
    }

    @Test
    void shouldNoticeEveryFlippedBit() {
        byte[] batch = smallBatch();
        for (int bit = 0; bit < batch.length * 8; bit++) {
            byte[] damaged = batch.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> wrap(damaged)).as("bit %d", bit).isInstanceOf(DamagedBatchException.class);
        }
    }

    @Test
    void shouldNoticeEveryTruncation() {
        byte[] batch = smallBatch();
        for (int length = 0; length < batch.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(batch, length);
            assertThatThrownBy(() -> wrap(cut)).as("length %d", length).isInstanceOf(DamagedBatchException.class);
        }
    }

    @Test
    void shouldNameDamageThatTheChecksumCanNotSee() {
        // A writer that is wrong seals its batch properly: each byte behind the head replaced, checksum made anew.
        byte[] batch = smallBatch();
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] wrong = batch.clone();
            int at = BatchHeader.LEAST_BYTES + random.nextInt(batch.length - BatchHeader.LEAST_BYTES);
            wrong[at] = (byte) random.nextInt();
            java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
            crc.update(wrong, BatchHeader.WORD, wrong.length - BatchHeader.WORD);
            new UnsafeBuffer(wrong).putInt(BatchHeader.CRC, (int) crc.getValue(), java.nio.ByteOrder.LITTLE_ENDIAN);
            try {
                wrap(wrong);
                while (decoder.next()) {
                    // Other values are possible, other exceptions are not.
                }
            } catch (DamagedBatchException expected) {
                assertThat(expected).hasMessageMatching(".*(sequence|offset).*");
            }
        }
    }

    @Test
    void shouldNameAHeadThatDoesNotEndInItsExcerpt() {
        encoder.begin(1);
        encoder.add(update(1, 1, 1), outbox);
        finish();
        byte[] wrong = Arrays.copyOf(excerpts.get(0), BatchHeader.LEAST_BYTES);
        wrong[BatchHeader.NUMBERS] = (byte) 0x80;
        BatchHeader.writeLength(new UnsafeBuffer(wrong), 0, wrong.length);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(wrong, BatchHeader.WORD, wrong.length - BatchHeader.WORD);
        new UnsafeBuffer(wrong).putInt(BatchHeader.CRC, (int) crc.getValue(), java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> wrap(wrong))
                .isInstanceOf(DamagedBatchException.class)
                .hasMessageContaining("head that does not end");
    }

    @Test
    void shouldTakeAtMost24BytesForAFloat64UpdateOfARealisticMix() {
        Random random = new Random(5);
        encoder.begin(1);
        int updates = 8_000;
        long now = T0;
        for (int i = 1; i <= updates; i++) {
            now += 10_000 + random.nextInt(5_000);
            Event event = update(i, random.nextInt(1_000), 20 + random.nextGaussian());
            event.ingressTimeNs = now;
            event.sourceTimeNs = now - 2_000_000 - random.nextInt(3_000_000);
            event.statusCode = random.nextInt(50) == 0 ? 0x40900000 : 0;
            encoder.add(event, outbox);
        }
        double bytes = (double) encoder.length() / updates;
        System.out.printf("BatchCodecTest: %.1f bytes a float64 update%n", bytes);
        assertThat(bytes).isLessThanOrEqualTo(24);
    }

    @Test
    void shouldKeepEveryBitOfNumbersThatEndInZeroBytes() {
        double[] values = {0, -0.0, 1, -17, 50, 1e300, Double.MIN_VALUE, Double.NaN, 0.1f, Math.PI, 1 << 20, 0x1p52 + 1
        };
        encoder.begin(1);
        for (int i = 0; i < values.length; i++) {
            encoder.add(update(1 + i, i, values[i]), outbox);
        }
        finish();
        wrap(excerpts.get(0));
        for (double value : values) {
            assertThat(decoder.next()).isTrue();
            assertThat(decoder.event().valueBits).isEqualTo(Double.doubleToLongBits(value));
        }
    }

    @Test
    void shouldTakeEightBytesForAWholeNumberOfAScan() {
        encoder.begin(1);
        for (int i = 1; i <= 1_000; i++) {
            encoder.add(update(i, i % 60, 50 + i % 16), outbox);
        }
        assertThat(encoder.length()).isLessThan(8_000);
    }

    @Test
    void shouldTakeLittleRoomForAnArrayOfUsualNumbers() {
        Event event = event(EventKind.UPDATE, 1);
        event.valueType = TagType.FLOAT64_ARRAY.code();
        event.elementCount = 512;
        event.ensureElements(512);
        for (int i = 0; i < 512; i++) {
            event.elements[i] = Double.doubleToLongBits(20 + i % 64 * 0.25);
        }
        encoder.begin(1);
        encoder.add(event, outbox);
        assertThat(encoder.length()).isLessThan(512 * 4);
    }
}
