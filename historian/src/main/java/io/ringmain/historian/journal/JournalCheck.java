package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.DamagedBatchException;
import io.ringmain.core.ring.Event;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * The outcome of walking a whole journal: checksums, contiguity, every record, ring time that never goes back.
 *
 * @param batches that were compared
 * @param records that were compared
 * @param lastSequence that was reached, -1 when there is none
 * @param problem the first one, with its place
 */
public record JournalCheck(long batches, long records, long lastSequence, Optional<String> problem) {

    /** True when something was compared and nothing was wrong. */
    public boolean isPassed() {
        return problem.isEmpty() && batches > 0;
    }

    /**
     * Checks a whole journal.
     *
     * @throws io.ringmain.core.spi.ProvisionException when there is none in the folder
     */
    public static JournalCheck of(Path dataFolder) {
        Walk walk = new Walk();
        String problem = null;
        try (FolderReader reader = ChronicleJournalStore.reader(dataFolder, Long.MIN_VALUE)) {
            while (reader.poll(walk::take)) {
                // checked by the handler
            }
            reader.checkEnd();
            if (walk.batches == 0) {
                problem = "the journal holds no batch, so nothing was compared";
            }
        } catch (DamagedJournalException | DamagedBatchException e) {
            problem = e.getMessage();
        }
        return new JournalCheck(walk.batches, walk.records, walk.lastSequence, Optional.ofNullable(problem));
    }

    /** What has been seen so far. */
    private static final class Walk {
        private final BatchDecoder decoder = new BatchDecoder();
        private long batches;
        private long records;
        private long lastSequence = -1;
        private long ringTimeNs = Long.MIN_VALUE;

        void take(DirectBuffer buffer, int offset, int length) {
            if (!decoder.wrap(buffer, offset, length)) {
                return;
            }
            while (decoder.next()) {
                Event event = decoder.event();
                if (event.sequence > decoder.lastSequence()) {
                    throw new DamagedBatchException("a record of sequence " + event.sequence
                            + " in a batch that ends at " + decoder.lastSequence());
                }
                if (event.ingressTimeNs < ringTimeNs) {
                    throw new DamagedBatchException("ring time goes back by " + (ringTimeNs - event.ingressTimeNs)
                            + " ns at sequence " + event.sequence);
                }
                ringTimeNs = event.ingressTimeNs;
                records++;
            }
            batches++;
            lastSequence = decoder.lastSequence();
        }
    }
}
