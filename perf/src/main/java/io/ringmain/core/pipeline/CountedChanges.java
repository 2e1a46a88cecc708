package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** What a plant does with updates that are handed over: counts the changes of each tag. Thread: OUTCOMES. */
final class CountedChanges implements OutcomeHandler {
    private final AtomicLongArray changes;
    private final AtomicLong total = new AtomicLong();

    CountedChanges(int tags) {
        changes = new AtomicLongArray(tags);
    }

    @Override
    public void onEvent(Event event) {
        if (event.kind == EventKind.UPDATE && event.disposition == Event.APPLIED) {
            changes.setRelease(event.target, changes.getPlain(event.target) + 1);
            total.setRelease(total.getPlain() + 1);
        }
    }

    @Override
    public void onResult(Event event, Result result) {}

    @Override
    public void onBatchEnd(long sequence) {}
}
