package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.DamagedBatchException;
import io.ringmain.core.ring.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * The outcome of walking a whole journal: checksums, contiguity, every record, ring time that never goes back; digests of
 * finished segments; manifests that carry each other's digest on. What is whole behind damage is checked, too.
 *
 * @param batches that were compared
 * @param records that were compared
 * @param segments whose digest was compared
 * @param lastSequence that was reached, -1 when there is none
 * @param problems each with its place: epoch, file, byte, sequence
 */
public record JournalCheck(long batches, long records, long segments, long lastSequence, List<String> problems) {

    public JournalCheck {
        problems = List.copyOf(problems);
    }

    /** True when something was compared and nothing was wrong. */
    public boolean isPassed() {
        return problems.isEmpty() && batches > 0;
    }

    /** The first problem. */
    public Optional<String> problem() {
        return problems.stream().findFirst();
    }

    /**
     * Checks a whole journal.
     *
     * @throws io.ringmain.core.spi.ProvisionException when there is none in the folder
     */
    public static JournalCheck of(Path dataFolder) {
        return of(dataFolder, timeNs -> {});
    }

    /**
     * The same, telling how far it is.
     *
     * @param reached is told the ring time of every record, ns since the epoch
     */
    public static JournalCheck of(Path dataFolder, LongConsumer reached) {
        JournalCheck check = of(dataFolder, reached, true);
        return check.batches > 0 || !check.problems.isEmpty()
                ? check
                : new JournalCheck(
                        0,
                        check.records,
                        check.segments,
                        check.lastSequence,
                        List.of("the journal holds no batch, so nothing was compared"));
    }

    /**
     * What is damaged of a journal that its site may be writing to, but for digests of segments, which whoever copies them
     * compares; empty also when nothing is recorded yet.
     *
     * @param reached is told the ring time of every record, ns since the epoch
     * @throws io.ringmain.core.spi.ProvisionException when there is none in the folder, or retention deleted what was read
     */
    public static List<String> damage(Path dataFolder, LongConsumer reached) {
        List<String> problems = of(dataFolder, reached, false).problems;
        if (problems.isEmpty()) {
            return problems;
        }
        // what was only just being written or deleted is not there a second time
        List<String> again = of(dataFolder, reached, false).problems;
        return problems.stream().filter(again::contains).toList();
    }

    private static JournalCheck of(Path dataFolder, LongConsumer reached, boolean isComparingDigests) {
        Walk walk = new Walk(reached);
        List<String> problems = new ArrayList<>();
        List<DamagedJournalException> damaged = new ArrayList<>();
        try (FolderReader reader = ChronicleJournalStore.checking(dataFolder)) {
            try {
                while (reader.poll(walk::take)) {
                    // checked by the handler
                }
                reader.checkEnd();
            } catch (DamagedJournalException e) {
                damaged.add(e);
            }
            damaged.addAll(0, reader.passed());
        }
        damaged.forEach(damage -> problems.add(damage.getMessage()));
        problems.addAll(walk.problems);
        FolderCheck folder = new FolderCheck(dataFolder, damaged, isComparingDigests);
        folder.run();
        problems.addAll(folder.problems());
        return new JournalCheck(walk.batches, walk.records, folder.segments(), walk.lastSequence, problems);
    }

    /** What has been seen so far. */
    private static final class Walk {
        private final BatchDecoder decoder = new BatchDecoder();
        private final List<String> problems = new ArrayList<>();
        private final LongConsumer reached;
        private long batches;
        private long records;
        private long lastSequence = -1;
        private long ringTimeNs = Long.MIN_VALUE;

        Walk(LongConsumer reached) {
            this.reached = reached;
        }

        void take(DirectBuffer buffer, int offset, int length) {
            try {
                if (!decoder.wrap(buffer, offset, length)) {
                    return;
                }
                takeRecords();
            } catch (DamagedBatchException e) {
                problems.add("behind sequence " + lastSequence + ": " + e.getMessage());
            }
            batches++;
            lastSequence = decoder.lastSequence();
        }

        private void takeRecords() {
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
                reached.accept(ringTimeNs);
            }
        }
    }
}
