package io.ringmain.core.replay;

import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.SnapshotHead;
import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** What stored snapshots say of the states that they hold, to be met on the way. Thread: that of the replay. */
final class SnapshotHashes {
    private record Taken(String name, SnapshotHead head) {}

    private final Deque<Taken> oldestFirst = new ArrayDeque<>();

    private SnapshotHashes() {}

    /** Those whose head can be read. */
    static SnapshotHashes of(SnapshotStore store) {
        SnapshotHashes hashes = new SnapshotHashes();
        for (SnapshotStore.Stored stored : store.newestFirst()) {
            try (InputStream image = stored.open()) {
                hashes.oldestFirst.addFirst(new Taken(stored.name(), SnapshotHead.read(image)));
            } catch (DamagedSnapshotException | IOException e) {
                // It says nothing that could be compared; who begins from it is told.
                continue;
            }
        }
        return hashes;
    }

    /** After every event. */
    void compare(ReplaySession session, Comparison comparison) {
        while (!oldestFirst.isEmpty() && oldestFirst.peek().head().sequence() <= session.lastSequence()) {
            Taken taken = oldestFirst.remove();
            if (taken.head().sequence() == session.lastSequence() && comparison.isSame()) {
                comparison.compareSnapshot(
                        session.event(), taken.name(), taken.head().stateHash(), session.stateHash());
            }
        }
    }
}
