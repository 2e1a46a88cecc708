package io.ringmain.gateway.view;

import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.plant.Plant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds back what was built from current state until the journal has it: nothing leaves before it is journaled.
 *
 * <p>Thread: {@link #await} any; the callbacks OUTCOMES. Allocates: nothing while nobody waits.
 */
public final class JournalGate implements OutcomeListener, AutoCloseable {
    /** Longest wait before a read is refused; the journal is milliseconds behind as a rule. */
    private static final long PATIENCE_MS = 2_000;

    private record Ticket(long sequence, long number) implements Comparable<Ticket> {
        @Override
        public int compareTo(Ticket other) {
            int bySequence = Long.compare(sequence, other.sequence);
            return bySequence != 0 ? bySequence : Long.compare(number, other.number);
        }
    }

    private final Plant plant;
    private final ConcurrentSkipListMap<Ticket, CompletableFuture<Void>> waiting = new ConcurrentSkipListMap<>();
    private final AtomicLong nextNumber = new AtomicLong();

    public JournalGate(Plant plant) {
        this.plant = plant;
        plant.addListener(this);
    }

    public boolean isOpen(long sequence) {
        return plant.journaledSequence() >= sequence;
    }

    /**
     * Completes when the journal has the sequence, possibly in OUTCOMES: continue with an {@code ...Async} method. Fails
     * with a {@link java.util.concurrent.TimeoutException} after 2 s.
     */
    public CompletableFuture<Void> await(long sequence) {
        if (isOpen(sequence)) {
            return CompletableFuture.completedFuture(null);
        }
        Ticket ticket = new Ticket(sequence, nextNumber.getAndIncrement());
        CompletableFuture<Void> opened = new CompletableFuture<>();
        waiting.put(ticket, opened);
        if (isOpen(sequence)) {
            opened.complete(null);
        }
        return opened.orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> waiting.remove(ticket));
    }

    @Override
    public void onBatchEnd(long sequence) {
        if (waiting.isEmpty()) {
            return;
        }
        long journaled = plant.journaledSequence();
        waiting.headMap(new Ticket(journaled, Long.MAX_VALUE), true).values().forEach(opened -> opened.complete(null));
    }

    @Override
    public void close() {
        plant.removeListener(this);
    }
}
