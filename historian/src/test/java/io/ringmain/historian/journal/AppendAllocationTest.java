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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;

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
            long before = threads.getThreadAllocatedBytes(thread);
            append(append, MEASURED);
            long bytes = threads.getThreadAllocatedBytes(thread) - before;
            System.out.println("AppendAllocationTest: " + bytes + " bytes in " + MEASURED + " appends");
            // a new block of the file (16 MiB) costs a mapping's objects; an object an append would be 320,000 bytes
            assertThat(bytes).isLessThan(MEASURED);
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
