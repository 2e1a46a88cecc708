package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.TagType;
import java.util.Arrays;

/** Batches whose content follows from their sequences, so that a reader can tell garbage. */
public final class KnownBatches {
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private final BatchEncoder encoder = new BatchEncoder();
    private final Outbox outbox = new Outbox(16);
    private final Event event = new Event();

    /** Appends a batch of updates and returns the sequence behind it. */
    public long append(Journal journal, long firstSequence, int count) {
        encoder.begin(firstSequence);
        for (long sequence = firstSequence; sequence < firstSequence + count; sequence++) {
            event.reset(EventKind.UPDATE, 1, (int) (sequence % 1000));
            event.sequence = sequence;
            event.ingressTimeNs = START_NS + sequence * 1000;
            event.sourceTimeNs = event.ingressTimeNs - 500;
            event.valueType = TagType.FLOAT64.code();
            event.valueBits = content(sequence);
            encoder.add(event, outbox);
        }
        encoder.finish(journal::append);
        return firstSequence + count;
    }

    /** Appends one configuration of that size and returns the sequence behind it. */
    public long appendConfiguration(Journal journal, long sequence, int bytes) {
        encoder.begin(sequence);
        encoder.add(configuration(sequence, bytes), outbox);
        encoder.finish(journal::append);
        return sequence + 1;
    }

    /** Appends the first excerpt only of a configuration that needs several. */
    void appendTornConfiguration(Journal journal, long sequence, int bytes) {
        encoder.begin(sequence);
        encoder.add(configuration(sequence, bytes), outbox);
        boolean[] isFirst = {true};
        encoder.finish((buffer, offset, length) -> {
            if (isFirst[0]) {
                journal.append(buffer, offset, length);
            }
            isFirst[0] = false;
        });
    }

    private Event configuration(long sequence, int bytes) {
        event.reset(EventKind.CONFIG, 0, 0);
        event.sequence = sequence;
        event.ingressTimeNs = START_NS + sequence * 1000;
        event.configuration = new byte[bytes];
        Arrays.fill(event.configuration, (byte) sequence);
        return event;
    }

    public static long content(long sequence) {
        return sequence * 0x9E37_79B9_7F4A_7C15L;
    }

    /** Reads until the end for now, compares every record, and returns the last sequence, -1 when there is none. */
    static long readAll(JournalReader reader) {
        BatchDecoder decoder = new BatchDecoder();
        long[] last = {-1};
        while (reader.poll((buffer, offset, length) -> {
            if (decoder.wrap(buffer, offset, length)) {
                if (last[0] >= 0) {
                    assertThat(decoder.firstSequence()).isEqualTo(last[0] + 1);
                }
                verify(decoder);
                last[0] = decoder.lastSequence();
            }
        })) {
            // compared by the handler
        }
        return last[0];
    }

    private static void verify(BatchDecoder decoder) {
        while (decoder.next()) {
            Event read = decoder.event();
            assertThat(read.ingressTimeNs).isEqualTo(START_NS + read.sequence * 1000);
            if (read.kind == EventKind.UPDATE) {
                assertThat(read.valueBits).isEqualTo(content(read.sequence));
            } else {
                for (byte b : read.configuration) {
                    assertThat(b).isEqualTo((byte) read.sequence);
                }
            }
        }
    }
}
