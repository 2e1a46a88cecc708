package io.ringmain.core.replay;

import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.SnapshotHead;
import io.ringmain.core.spi.SnapshotStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What stored snapshots say of the states that they hold, to be met on the way. Thread: that of the replay. */
final class SnapshotHashes {
    private record Taken(String name, SnapshotHead head) {}

    private final Deque<Taken> oldestFirst = new ArrayDeque<>();

    private final List<String> unusable = new ArrayList<>();

    private SnapshotHashes() {}

    /** Those that are whole. */
    static SnapshotHashes of(SnapshotStore store) {
        SnapshotHashes hashes = new SnapshotHashes();
        for (SnapshotStore.Stored stored : store.newestFirst()) {
            try (InputStream image = stored.open()) {
                hashes.oldestFirst.addFirst(new Taken(stored.name(), SnapshotHead.check(image)));
            } catch (DamagedSnapshotException | IOException e) {
                hashes.unusable.add(StartingState.reason(stored, e)); // nothing to be compared with
            }
        }
        return hashes;
    }

    /** Snapshots that say nothing, each with its reason. */
    List<String> unusable() {
        return unusable;
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
