package io.ringmain.gateway.rest;

import io.ringmain.gateway.view.JournalGate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers built from current state leave when the journal has all that is in them. */
final class Release {
    private final JournalGate gate;
    private final Lanes lanes;

    Release(RestContext context) {
        gate = context.gate();
        lanes = context.lanes();
    }

    /** @param sequence the greatest one in the answer */
    CompletionStage<Answer> at(long sequence, Answer answer) {
        if (gate.isOpen(sequence)) {
            return answer.now();
        }
        CompletableFuture<Void> opened = gate.await(sequence);
        return opened.thenApplyAsync(nothing -> answer, lanes.of(Lane.CORE));
    }
}
