package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Result;

/** Receives journaled events and results in order. Thread: OUTCOMES. Must not block. */
public interface OutcomeHandler {

    void onEvent(Event event);

    /**
     * Reads what {@link #onEvent} will change and changes nothing, so that the memory is near.
     *
     * @return nothing of use, but the reads are there for it
     */
    default long touch(Event event) {
        return 0;
    }

    /**
     * A command, configuration or snapshot that is as safe as it has to be; called behind {@link #onEvent}, at once or when
     * the journal has it on disk.
     *
     * @param event valid during the call only: sequence, ingress time, kind, disposition, cause, command and attachment
     */
    default void onSettled(Event event) {}

    /**
     * Outcomes and device writes of commands come when the journal has them on disk, all others at once.
     *
     * @param event as in {@link #onSettled}
     * @param result valid during the call only
     */
    void onResult(Event event, Result result);

    /** Everything up to that sequence has been handed over, but for what waits for the disk. */
    void onBatchEnd(long sequence);
}
