package io.ringmain.core.plant;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.util.Optional;
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
     */
    public record Report(
            long snapshotSequence,
            long events,
            long lastSequence,
            long hashesCompared,
            long hashesDiffering,
            long missingEvents) {}

    private final Logic logic;
    private final Outbox outbox;
    private final BatchDecoder decoder = new BatchDecoder();
    private long events;
    private long lastSequence;
    private long hashesCompared;
    private long hashesDiffering;
    private long missingEvents;

    private Recovery(Logic logic, Outbox outbox) {
        this.logic = logic;
        this.outbox = outbox;
    }

    static Report run(Logic logic, Outbox outbox, JournalStore journal, SnapshotStore snapshots) {
        Recovery recovery = new Recovery(logic, outbox);
        Optional<SnapshotStore.Stored> snapshot = snapshots.newest();
        long from = snapshot.map(SnapshotStore.Stored::sequence).orElse(0L);
        snapshot.ifPresent(stored -> logic.load(stored.bytes()));
        recovery.lastSequence = from;
        try (JournalReader reader = journal.reader(from + 1)) {
            while (reader.poll(recovery::onBatch)) {
                // The handler executes the batch.
            }
        }
        if (recovery.hashesDiffering > 0) {
            LOG.warn(
                    "{} of {} recorded state hashes were not met again while recovering; run 'replay --verify'",
                    recovery.hashesDiffering,
                    recovery.hashesCompared);
        }
        return new Report(
                from,
                recovery.events,
                recovery.lastSequence,
                recovery.hashesCompared,
                recovery.hashesDiffering,
                recovery.missingEvents);
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
