package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.JournalReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** Reads what is good of a journal, damaged or not, from a sequence or from a time on; takes no lock and writes nothing. */
public final class Salvage {
    /** Nothing is that early. */
    private static final long NO_TIME = Long.MIN_VALUE;

    private Salvage() {}

    /**
     * A reader that passes over damage and names it in {@link JournalReader#passedDamage}.
     *
     * @throws io.ringmain.core.spi.ProvisionException when there is no journal in the folder
     */
    public static JournalReader open(Path dataFolder, long fromSequence) {
        return ChronicleJournalStore.salvaging(dataFolder, fromSequence);
    }

    /**
     * The readers of a data folder's journal, but that they pass over damage, name it, and go on as before. One throws where
     * nothing whole stands behind the damage yet.
     *
     * @param journal gives a reader from a sequence on, which stops at damage
     * @param known takes the damage that readers meet, a line each; may be used by several threads. What is in it already
     *     is not logged again
     */
    public static LongFunction<JournalReader> around(
            Path dataFolder, LongFunction<JournalReader> journal, Set<String> known) {
        return from -> new SalvagingReader(journal, next -> open(dataFolder, next), from, known);
    }

    /**
     * A sequence before which no record has that ring time or a later one; looks at one batch of a few segments only.
     *
     * @throws io.ringmain.core.spi.ProvisionException when there is no journal in the folder
     */
    public static long sequenceAt(Path dataFolder, long timeNs) {
        JournalFolder folder = ChronicleJournalStore.existing(dataFolder);
        List<Path> segments = folder.epochs(damage -> {}).stream()
                .flatMap(epoch -> folder.segments(epoch.epoch()).stream())
                .toList();
        int low = 0;
        int high = segments.size();
        long sequence = 0;
        while (low < high) {
            int middle = (low + high) >>> 1;
            First first = first(segments, middle, low);
            if (first.timeNs() < timeNs) {
                low = middle + 1;
                sequence = first.timeNs() == NO_TIME ? sequence : first.sequence();
            } else {
                high = middle;
            }
        }
        return sequence;
    }

    /** First batch of a segment; where there is none that can be read, of the nearest one before it. */
    private static First first(List<Path> segments, int index, int least) {
        for (int i = index; i >= least; i--) {
            try (SegmentFile segment = new SegmentFile(segments.get(i))) {
                if (segment.look(0) == SegmentFile.Look.DOCUMENT) {
                    return new First(
                            BatchHeader.baseTimeNs(segment.buffer(), segment.offset()),
                            BatchHeader.firstSequence(segment.buffer(), segment.offset()));
                }
            }
        }
        return new First(NO_TIME, 0);
    }

    private record First(long timeNs, long sequence) {}
}
