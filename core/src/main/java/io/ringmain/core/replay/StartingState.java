package io.ringmain.core.replay;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.logic.SnapshotHead;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The state from which a place of the journal is reached: the newest snapshot before it, otherwise what LOGIC is before the
 * first event; where the journal's beginning is deleted, the oldest snapshot that is kept.
 *
 * @param logic in that state
 * @param sequence last event in it, 0 for none
 * @param snapshot name of the snapshot, empty when there is none
 * @param unusable snapshots that were passed over, each with its reason
 */
record StartingState(Logic logic, long sequence, String snapshot, List<String> unusable) {

    /** @throws ReplayException when the place lies before all that is kept */
    static StartingState before(ReplayPoint place, ReplaySource source, Supplier<Logic> fresh) {
        List<String> unusable = new ArrayList<>();
        List<SnapshotStore.Stored> newestFirst = source.snapshots().newestFirst();
        for (SnapshotStore.Stored stored : newestFirst) {
            Logic logic = isBefore(stored, place, unusable) ? load(stored, fresh, unusable) : null;
            if (logic != null) {
                return new StartingState(logic, stored.sequence(), stored.name(), unusable);
            }
        }
        long first = firstSequence(source);
        if (first <= 1) {
            return new StartingState(fresh.get(), 0, "", unusable);
        }
        return oldest(place, newestFirst, first, fresh, unusable);
    }

    /** Last event in the newest snapshot before a place, 0 when there is none. */
    static long sequenceBefore(ReplayPoint place, ReplaySource source) {
        for (SnapshotStore.Stored stored : source.snapshots().newestFirst()) {
            if (isBefore(stored, place, new ArrayList<>())) {
                return stored.sequence();
            }
        }
        return 0;
    }

    /** Ring time of the earliest state that can be brought up, {@link Long#MAX_VALUE} when nothing is recorded. */
    static long earliestNs(ReplaySource source) {
        try (JournalFeed feed = JournalFeed.open(source.journal(), 0)) {
            if (!feed.next()) {
                return Long.MAX_VALUE;
            }
            long first = feed.event().sequence;
            if (first <= 1) {
                return feed.event().ingressTimeNs;
            }
            List<SnapshotStore.Stored> newestFirst = source.snapshots().newestFirst();
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                SnapshotStore.Stored stored = newestFirst.get(i);
                if (stored.sequence() >= first - 1) {
                    try (InputStream image = stored.open()) {
                        return SnapshotHead.read(image).ringTimeNs();
                    } catch (DamagedSnapshotException | IOException e) {
                        // the next one is the earliest then
                        continue;
                    }
                }
            }
            return Long.MAX_VALUE;
        }
    }

    private static boolean isBefore(SnapshotStore.Stored stored, ReplayPoint place, List<String> unusable) {
        if (!place.isTime()) {
            return stored.sequence() < place.value();
        }
        try (InputStream image = stored.open()) {
            return SnapshotHead.read(image).ringTimeNs() < place.value();
        } catch (DamagedSnapshotException | IOException e) {
            unusable.add(reason(stored, e));
            return false;
        }
    }

    /** Null when it can not be used. */
    private static Logic load(SnapshotStore.Stored stored, Supplier<Logic> fresh, List<String> unusable) {
        Logic logic = fresh.get();
        try (InputStream image = stored.open()) {
            logic.load(image);
            if (logic.lastSequence() != stored.sequence()) {
                throw new DamagedSnapshotException("it ends at event " + logic.lastSequence());
            }
            return logic;
        } catch (DamagedSnapshotException | IOException e) {
            unusable.add(reason(stored, e));
            return null;
        }
    }

    static String reason(SnapshotStore.Stored stored, Exception e) {
        return "snapshot " + stored.name() + " can not be used: " + e.getMessage();
    }

    /** Where the journal begins late, its beginning is what the oldest snapshot holds. */
    private static StartingState oldest(
            ReplayPoint place,
            List<SnapshotStore.Stored> newestFirst,
            long first,
            Supplier<Logic> fresh,
            List<String> unusable) {
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            SnapshotStore.Stored stored = newestFirst.get(i);
            if (stored.sequence() < first - 1) {
                continue;
            }
            Logic logic = load(stored, fresh, unusable);
            if (logic == null) {
                continue;
            }
            if (place.equals(ReplayPoint.BEGIN)) {
                return new StartingState(logic, stored.sequence(), stored.name(), unusable);
            }
            throw new ReplayException("the journal begins at sequence " + first + " and the first state that is kept is"
                    + " that behind sequence " + stored.sequence() + ": nothing before it can be executed");
        }
        throw new ReplayException("the journal begins at sequence " + first + ", and no snapshot is there to begin from"
                + (unusable.isEmpty() ? "" : ": " + String.join("; ", unusable)));
    }

    /** First sequence that the journal still has, 0 when it is empty. */
    static long firstSequence(ReplaySource source) {
        long[] first = {0};
        try (JournalReader reader = source.journal().reader(0)) {
            reader.poll((buffer, offset, length) -> first[0] = BatchHeader.firstSequence(buffer, offset));
        }
        return first[0];
    }
}
