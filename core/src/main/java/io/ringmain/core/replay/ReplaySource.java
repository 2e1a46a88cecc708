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
