package io.ringmain.core.plant;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
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
    private final BatchDecoder decoder = new BatchDecoder();
    private long events;
    private long lastSequence;
    private long hashesCompared;
    private long hashesDiffering;
    private long missingEvents;

    private Recovery(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param fresh makes LOGIC as it is before the first event */
    static Recovery run(Supplier<Logic> fresh, Outbox outbox, JournalStore journal, SnapshotStore snapshots) {
        Recovery recovery = new Recovery(outbox);
        long from = recovery.loadNewest(fresh, snapshots);
        recovery.lastSequence = from;
        try (JournalReader reader = journal.reader(from + 1)) {
            while (reader.poll(recovery::onBatch)) {
                // The handler executes the batch.
            }
            recovery.damagedJournal = reader.passedDamage();
        }
        recovery.damagedJournal.forEach(part -> LOG.warn("The journal is damaged before the snapshot: {}", part));
        if (recovery.hashesDiffering > 0) {
            LOG.warn(
                    "{} of {} recorded state hashes were not met again while recovering; run 'replay --verify'",
                    recovery.hashesDiffering,
                    recovery.hashesCompared);
        }
        recovery.report = new Report(
                from,
                recovery.events,
                recovery.lastSequence,
                recovery.hashesCompared,
                recovery.hashesDiffering,
                recovery.missingEvents,
                List.copyOf(recovery.damaged),
                List.copyOf(recovery.damagedJournal));
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

    private void onBatch(DirectBuffer buffer, int offset, int length) {
        if (!decoder.wrap(buffer, offset, length)) {
            return;
        }
        missingEvents += Math.max(0, decoder.firstSequence() - lastSequence - 1);
        while (decoder.next()) {
            Event event = decoder.event();
            if (event.sequence > lastSequence) {
                execute(event);
            }
        }
        lastSequence = Math.max(lastSequence, decoder.lastSequence());
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
