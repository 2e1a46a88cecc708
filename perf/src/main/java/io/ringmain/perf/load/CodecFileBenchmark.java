package io.ringmain.perf.load;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.perf.RandomOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Batches of 1,000 float64 updates of 1,000 tags through the journal's files, time an update. {@code append}: encoded, with a
 * checksum, and written into the mapped file, file rolls included; {@code read}: read from the files, checked and decoded,
 * 1,000,000 updates again and again.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CodecFileBenchmark.BATCH)
public class CodecFileBenchmark {
    static final int BATCH = 1_000;
    private static final int TAGS = 1_000;
    private static final long UPDATES = 1_000_000;
    private static final long STEP_NS = 250;

    /** A journal that grows. */
    @State(Scope.Thread)
    public static class Growing {
        private final BatchEncoder encoder = new BatchEncoder();
        private final Outbox outbox = new Outbox(16);
        private final Event event = new Event();
        private final RandomOrder order = new RandomOrder(TAGS);
        private TemporaryFolder folder;
        private ChronicleJournalStore store;
        private Journal journal;
        private BatchEncoder.ExcerptHandler append;
        private long sequence = 1;
        private long nowNs = 1_700_000_000_000_000_000L;

        @Setup
        public void open() {
            folder = new TemporaryFolder();
            store = ChronicleJournalStore.open(folder.path());
            journal = store.newEpoch(sequence);
            append = journal::append;
        }

        @TearDown
        public void close() {
            journal.close();
            store.close();
            folder.close();
        }

        private void append() {
            encoder.begin(sequence);
            for (int i = 0; i < BATCH; i++) {
                nowNs += STEP_NS;
                event.reset(EventKind.UPDATE, 1, order.next());
                event.sequence = sequence++;
                event.valueType = TagType.FLOAT64.code();
                event.valueBits = Double.doubleToLongBits(sequence * 0.01);
                event.ingressTimeNs = nowNs;
                event.sourceTimeNs = nowNs - STEP_NS;
                encoder.add(event, outbox);
            }
            encoder.finish(append);
        }
    }

    /** A journal that is there. */
    @State(Scope.Thread)
    public static class Written {
        private final BatchDecoder decoder = new BatchDecoder();
        private final JournalReader.BatchHandler decode = this::decode;
        private TemporaryFolder folder;
        private JournalReader reader;
        private long sum;

        @Setup
        public void write() {
            folder = new TemporaryFolder();
            RecordedJournal.write(folder.path(), UPDATES, BATCH);
            reader = ChronicleJournalStore.readOnly(folder.path(), 1);
        }

        @TearDown
        public void close() {
            reader.close();
            folder.close();
        }

        private void decode(DirectBuffer buffer, int offset, int length) {
            decoder.wrap(buffer, offset, length);
            while (decoder.next()) {
                sum += decoder.event().valueBits;
            }
        }

        private long next() {
            if (!reader.poll(decode)) {
                reader.close();
                reader = ChronicleJournalStore.readOnly(folder.path(), 1);
            }
            return sum;
        }
    }

    @Benchmark
    public long append(Growing journal) {
        journal.append();
        return journal.sequence;
    }

    @Benchmark
    public long read(Written journal) {
        return journal.next();
    }
}
