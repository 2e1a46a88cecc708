package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Result;

/** Receives journaled events and results in order. Thread: OUTCOMES. Must not block. */
public interface OutcomeHandler {

    void onEvent(Event event);

    /** @param result valid during the call only */
    void onResult(Event event, Result result);

    /** Everything up to that sequence has been handed over. */
    void onBatchEnd(long sequence);
}
