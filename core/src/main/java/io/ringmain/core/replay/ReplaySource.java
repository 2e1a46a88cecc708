package io.ringmain.core.replay;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.spi.SnapshotStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replay is made from.
 *
 * @param journal read only
 * @param snapshots read only; states to begin from
 * @param machines all that may be configured
 * @param jars SHA-256 of each jar of user machines by its file name
 */
public record ReplaySource(
        JournalStore journal, SnapshotStore snapshots, Collection<Machine> machines, Map<String, String> jars) {

    public ReplaySource {
        machines = List.copyOf(machines);
        jars = Map.copyOf(jars);
    }

    /** A journal without snapshots, so that every replay begins at the first event. */
    public static ReplaySource of(JournalStore journal, Collection<Machine> machines, Map<String, String> jars) {
        return new ReplaySource(journal, new NoSnapshots(), machines, jars);
    }

    /** The same journal with other states to begin from. */
    public ReplaySource withSnapshots(SnapshotStore others) {
        return new ReplaySource(journal, others, machines, jars);
    }

    /** Last event in the newest snapshot before a place, 0 when there is none. */
    public long snapshotBefore(ReplayPoint place) {
        return StartingState.sequenceBefore(place, this);
    }

    /** Ring time of the earliest state that can be brought up, {@link Long#MAX_VALUE} when nothing is recorded. */
    public long earliestNs() {
        return StartingState.earliestNs(this);
    }

    /** Whether the journal still has its first event. */
    public boolean isWhole() {
        return StartingState.firstSequence(this) <= 1;
    }

    Map<String, Machine> machinesByType() {
        Map<String, Machine> types = new HashMap<>();
        machines.forEach(machine -> types.put(machine.declaration().type(), machine));
        return types;
    }

    private record NoSnapshots() implements SnapshotStore {
        @Override
        public void store(long sequence, Image image) {
            throw new UnsupportedOperationException("a replay writes nothing");
        }

        @Override
        public List<Stored> newestFirst() {
            return List.of();
        }
    }
}
