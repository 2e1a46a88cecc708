package io.ringmain.core.replay;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.JournalStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Executes a journal again, or a part of it, and compares every result and state hash with what was recorded.
 *
 * <p>Thread: its owner.
 */
public final class Replay {
    /**
     * What came of it.
     *
     * @param snapshot name of the snapshot that it began from, empty when it began with the first event
     * @param snapshotSequence last event in that snapshot, 0 when there is none
     * @param events events executed
     * @param results results compared
     * @param hashes state hashes compared, those of snapshots taken on the way included
     * @param stateHash hash of the state after the last event
     * @param lastSequence last event
     * @param lastTimeNs ring time of the last event, ns since the epoch
     * @param mismatches where the program is another one than that of the epochs replayed, a line each; to be told first
     * @param isStopped whether it was stopped before the end
     * @param unusableSnapshots snapshots that were damaged and neither begun from nor compared with, each with its reason
     * @param difference the first difference: sequence, what was recorded, what came out; empty when there is none
     */
    public record Report(
            String snapshot,
            long snapshotSequence,
            long events,
            long results,
            long hashes,
            long stateHash,
            long lastSequence,
            long lastTimeNs,
            List<String> mismatches,
            boolean isStopped,
            List<String> unusableSnapshots,
            String difference) {

        /** True when something was compared and nothing differed. */
        public boolean isVerified() {
            return difference.isEmpty() && results + hashes > 0;
        }
    }

    private Replay() {}

    /** Replays from the first event with Ringmain's own machines; stops at the first difference. */
    public static Report verify(JournalStore journal, Collection<Machine> machines) {
        return verify(journal, machines, Map.of());
    }

    /**
     * Replays from the first event; stops at the first difference.
     *
     * @param jars SHA-256 of each jar of user machines by its file name
     */
    public static Report verify(JournalStore journal, Collection<Machine> machines, Map<String, String> jars) {
        ReplaySource source = ReplaySource.of(journal, machines, jars);
        return verify(source, ReplayPoint.BEGIN, ReplayPoint.END, ReplayListener.NONE);
    }

    /**
     * Replays up to a place, that included; stops at the first difference. What lies between the state begun from and the
     * place asked for is compared too.
     *
     * @throws ReplayException when the first place lies before all that is kept
     */
    public static Report verify(ReplaySource source, ReplayPoint from, ReplayPoint to, ReplayListener listener) {
        try (ReplaySession session = ReplaySession.openComparing(source, from)) {
            Comparison comparison = session.comparison();
            SnapshotHashes snapshots = SnapshotHashes.of(source.snapshots());
            while (comparison.isSame() && session.step(to)) {
                snapshots.compare(session, comparison);
                listener.onExecuted(session);
            }
            if (!comparison.isSame() && session.event().kind == EventKind.CONFIG) {
                // The START that follows may say why.
                boolean isStarted = false;
                while (!isStarted && session.hasNext()) {
                    isStarted = session.event().kind == EventKind.START;
                    session.execute();
                }
            }
            return new Report(
                    session.snapshot(),
                    session.snapshotSequence(),
                    session.events(),
                    comparison.results(),
                    comparison.hashes(),
                    session.stateHash(),
                    session.lastSequence(),
                    session.ringTimeNs(),
                    session.mismatches(),
                    session.isStopped(),
                    snapshots.unusable(),
                    comparison.difference());
        }
    }
}
