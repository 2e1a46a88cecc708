package io.ringmain.historian.records;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.JournalReader;
import java.util.function.LongFunction;

/** Whether a journal is the one that a position was noted for. */
final class JournalMatch {
    private static final long NOTHING = Long.MAX_VALUE;

    enum Result {
        SAME,
        /** Its records at the position are others, or it ends before. */
        OTHER,
        /** Its records at the position are gone, with those before them. */
        GONE
    }

    private JournalMatch() {}

    static Result of(StoredPosition position, LongFunction<JournalReader> journal) {
        long[] head = {NOTHING, 0, 0};
        try (JournalReader reader = journal.apply(position.sequence())) {
            reader.poll((buffer, offset, length) -> {
                head[0] = BatchHeader.firstSequence(buffer, offset);
                head[1] = BatchHeader.lastSequence(buffer, offset);
                head[2] = BatchHeader.baseTimeNs(buffer, offset);
            });
        }
        if (head[0] == position.batchFirst() && head[1] == position.sequence() && head[2] == position.batchTimeNs()) {
            return Result.SAME;
        }
        if (head[0] == position.sequence() + 1) {
            return Result.SAME; // the batch at the position is gone, and nothing is missing behind it
        }
        return head[0] != NOTHING && head[0] > position.sequence() ? Result.GONE : Result.OTHER;
    }

    /** First sequence of the journal, {@link Long#MAX_VALUE} when it is empty. */
    static long first(LongFunction<JournalReader> journal) {
        long[] first = {NOTHING};
        try (JournalReader reader = journal.apply(0)) {
            reader.poll((buffer, offset, length) -> first[0] = BatchHeader.firstSequence(buffer, offset));
        }
        return first[0];
    }
}
