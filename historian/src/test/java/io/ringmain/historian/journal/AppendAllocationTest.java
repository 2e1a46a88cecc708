package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.tag.TagType;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    private static final int ROUNDS = 10;

    @TempDir
    Path folder;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final BatchEncoder encoder = new BatchEncoder();
    private final Outbox outbox = new Outbox(16);
    private final Event event = new Event();
    private long next = 1;

    @Test
    void shouldAllocateNothingPerAppend() {
        try (ChronicleJournalStore store = ChronicleJournalStore.open(folder);
                Journal journal = store.newEpoch(1)) {
            BatchEncoder.ExcerptHandler append = journal::append;
            append(append, WARM_UP);
            long thread = Thread.currentThread().getId();
            long[] bytes = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getThreadAllocatedBytes(thread);
                append(append, MEASURED);
                bytes[round] = threads.getThreadAllocatedBytes(thread) - before;
            }
            System.out.println("AppendAllocationTest: bytes in rounds of " + MEASURED + ": " + Arrays.toString(bytes));
            // some rounds map a new block of the file (16 MiB), the first ones still meet the compiler
            assertThat(Arrays.stream(bytes).min().orElseThrow()).isZero();
        }
    }

    private void append(BatchEncoder.ExcerptHandler append, int batches) {
        for (int i = 0; i < batches; i++) {
            encoder.begin(next);
            for (int n = 0; n < 8; n++) {
                event.reset(EventKind.UPDATE, 1, n);
                event.sequence = next++;
                event.valueType = TagType.FLOAT64.code();
                event.valueBits = KnownBatches.content(next);
                encoder.add(event, outbox);
            }
            encoder.finish(append);
        }
    }
}
