package io.ringmain.core.plant;

import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.replay.JournalFeed;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings LOGIC to the state of the journal's end: newest snapshot, then the events behind it. Their results go nowhere, so
 * no device is written and no command answered a second time.
 *
 * <p>Thread: its owner, before the stages run.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /**
     * What was recovered.
     *
     * @param snapshotSequence last event of the snapshot, 0 when there was none
     * @param events how many events behind the snapshot were executed again
     * @param lastSequence last event of the journal, 0 when it is empty
     * @param hashesCompared recorded state hashes that were met on the way
     * @param hashesDiffering how many of them did not agree
     * @param missingEvents positions behind the snapshot that no batch of the journal covers
     * @param damagedSnapshots newer snapshots that could not be used, each with its reason
     * @param damagedJournal parts of the journal before the snapshot that can not be read, and were not needed
     */
    public record Report(
            long snapshotSequence,
            long events,
            long lastSequence,
            long hashesCompared,
            long hashesDiffering,
            long missingEvents,
            List<String> damagedSnapshots,
            List<String> damagedJournal) {}

    private final List<String> damaged = new ArrayList<>();
    private List<String> damagedJournal = List.of();
    private Logic logic;
    private Report report;
    private final Outbox outbox;
    private long events;
    private long hashesCompared;
    private long hashesDiffering;

    private Recovery(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param fresh makes LOGIC as it is before the first event */
    static Recovery run(Supplier<Logic> fresh, Outbox outbox, JournalStore journal, SnapshotStore snapshots) {
        Recovery recovery = new Recovery(outbox);
        long from = recovery.loadNewest(fresh, snapshots);
        try (JournalFeed feed = JournalFeed.openAhead(journal, from + 1)) {
            recovery.execute(feed, from);
        }
        recovery.damagedJournal.forEach(part -> LOG.warn("The journal is damaged before the snapshot: {}", part));
        if (recovery.hashesDiffering > 0) {
            LOG.warn(
                    "{} of {} recorded state hashes were not met again while recovering; run 'replay --verify'",
                    recovery.hashesDiffering,
                    recovery.hashesCompared);
        }
        return recovery;
    }

    /** Takes the newest snapshot that is whole, none at all when no one is; gives the last event in it. */
    private long loadNewest(Supplier<Logic> fresh, SnapshotStore snapshots) {
        for (SnapshotStore.Stored stored : snapshots.newestFirst()) {
            logic = fresh.get();
            try (InputStream image = stored.open()) {
                logic.load(image);
                if (logic.lastSequence() != stored.sequence()) {
                    throw new DamagedSnapshotException("it ends at event " + logic.lastSequence());
                }
                return stored.sequence();
            } catch (DamagedSnapshotException | IOException e) {
                String reason = "snapshot " + stored.name() + " can not be used: " + e.getMessage();
                damaged.add(reason);
                LOG.warn("{}; an older one or the whole journal is taken", reason);
            }
        }
        logic = fresh.get();
        return 0;
    }

    /** LOGIC in the state of the journal's end. */
    Logic logic() {
        return logic;
    }

    Report report() {
        return report;
    }

    private void execute(JournalFeed feed, long from) {
        long last = from;
        while (feed.next()) {
            Event event = feed.event();
            // What stands in the journal twice is executed once.
            if (event.sequence > last) {
                execute(event);
                last = event.sequence;
            }
        }
        damagedJournal = feed.passedDamage();
        report = new Report(
                from,
                events,
                feed.lastSequence(),
                hashesCompared,
                hashesDiffering,
                feed.missing(),
                List.copyOf(damaged),
                damagedJournal);
    }

    private void execute(Event event) {
        boolean hadHash = event.hasHash;
        long recorded = event.stateHash;
        logic.onEvent(event);
        outbox.release(outbox.tail());
        events++;
        if (hadHash) {
            hashesCompared++;
            hashesDiffering += recorded == event.stateHash ? 0 : 1;
        }
    }
}
