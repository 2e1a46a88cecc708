package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.JournalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all epochs of a data folder in order and waits at the end of the last one.
 *
 * <p>Thread: its owner. Allocates: per epoch and segment.
 */
final class FolderReader implements JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(FolderReader.class);

    private final JournalFolder folder;
    private final IntPredicate isLive;
    private final long fromSequence;
    private List<EpochManifest> epochs;
    private EpochReader reader;
    private final long neededFrom;
    private final List<DamagedJournalException> passed = new ArrayList<>();
    private long lastSequence = Long.MIN_VALUE;

    /**
     * @param fromSequence batches that end before it are passed; damage that ends before it is, too
     * @param isLive whether somebody may still write to the epoch of that number
     */
    FolderReader(JournalFolder folder, long fromSequence, IntPredicate isLive) {
        this(folder, fromSequence, fromSequence, isLive);
    }

    /** @param neededFrom all damage that ends before it is passed over, whatever is read */
    FolderReader(JournalFolder folder, long fromSequence, long neededFrom, IntPredicate isLive) {
        this.folder = folder;
        this.neededFrom = neededFrom;
        this.fromSequence = fromSequence;
        this.isLive = isLive;
        this.epochs = folder.epochs(passed::add);
        EpochManifest first = null;
        for (EpochManifest epoch : epochs) {
            if (first == null || epoch.firstSequence() <= fromSequence) {
                first = epoch;
            }
        }
        for (DamagedJournalException damage : passed) {
            if (neededFrom != Long.MAX_VALUE && (first == null || damage.epoch() > first.epoch())) {
                throw damage;
            }
        }
        if (first != null) {
            long kept = folder.firstKept();
            if (fromSequence > 0 && fromSequence < kept) {
                LOG.warn(
                        "Sequences {} to {} of {} were asked for and have been deleted by retention; reading begins at {}",
                        fromSequence,
                        kept - 1,
                        folder.path(),
                        kept);
            }
            reader = open(first);
        }
    }

    @Override
    public boolean poll(BatchHandler handler) {
        while (reader != null || openNext()) {
            // asked before reading: what was written before an epoch ended is read in any case
            boolean live = isLive.test(reader.manifest().epoch());
            switch (reader.next(live)) {
                case EXCERPT -> {
                    DirectBuffer buffer = reader.buffer();
                    int offset = reader.offset();
                    boolean isWanted = BatchHeader.lastSequence(buffer, offset) >= fromSequence;
                    if (isWanted) {
                        handler.onBatch(buffer, offset, reader.length());
                    }
                    reader.advance();
                    lastSequence = reader.lastSequence();
                    if (isWanted) {
                        return true;
                    }
                }
                case NOTHING -> {
                    return false;
                }
                case END -> {
                    if (!openNext()) {
                        return false;
                    }
                }
            }
        }
        return false;
    }

    private boolean openNext() {
        int present = reader == null ? 0 : reader.manifest().epoch();
        EpochManifest next = following(present);
        if (next == null && folder.epochFolder(present + 1).toFile().exists()) {
            epochs = folder.epochs(damage -> {
                if (damage.epoch() > present && neededFrom != Long.MAX_VALUE) {
                    throw damage;
                }
            });
            next = following(present);
        }
        if (next == null) {
            return false;
        }
        if (next.firstSequence() <= lastSequence) {
            throw new DamagedJournalException(
                    next.epoch(),
                    EpochManifest.FILE,
                    0,
                    next.firstSequence(),
                    "the epoch before it goes on to sequence " + lastSequence);
        }
        close();
        reader = open(next);
        return true;
    }

    private EpochReader open(EpochManifest epoch) {
        return new EpochReader(folder, epoch, fromSequence, neededFrom, passed::add);
    }

    @Override
    public List<String> passedDamage() {
        return passed.stream().map(Throwable::getMessage).toList();
    }

    /** The same with its places. */
    List<DamagedJournalException> passed() {
        return passed;
    }

    private EpochManifest following(int epoch) {
        for (EpochManifest candidate : epochs) {
            if (candidate.epoch() > epoch) {
                return candidate;
            }
        }
        return null;
    }

    /** Manifest of the epoch in which the last batch stood; null before the first epoch is there. */
    EpochManifest manifest() {
        return reader == null ? null : reader.manifest();
    }

    /**
     * Says so when whole batches stand behind the end, and not only because a running site has written on since.
     *
     * @throws DamagedJournalException when they do
     */
    void checkEnd() {
        if (reader != null && reader.isFollowedByGoodBatch() && !reader.isWholeByNow()) {
            throw reader.damaged("no batch that can be read, and whole ones behind it");
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
