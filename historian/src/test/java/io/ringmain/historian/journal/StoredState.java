package io.ringmain.historian.journal;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.logic.StateCapture;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import java.util.Map;

/** Real snapshots of an empty site. */
public final class StoredState {

    private StoredState() {}

    /** Stores one that ends at an event. */
    public static void store(FileSnapshotStore store, long sequence) {
        Logic logic = new Logic(Map.of(), new Outbox(16), new Accounting(), (stage, at, error) -> {});
        Event event = new Event();
        event.reset(EventKind.TICK, 0, 0);
        event.sequence = sequence;
        event.ingressTimeNs = 1_700_000_000_000_000_000L + sequence * 1000;
        logic.onEvent(event);
        try (StateCapture capture = logic.capture()) {
            store.store(sequence, capture::writeTo);
        }
    }
}
