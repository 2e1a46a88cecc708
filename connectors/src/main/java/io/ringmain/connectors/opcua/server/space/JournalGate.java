package io.ringmain.connectors.opcua.server.space;

import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.plant.Plant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds back what was read from current state until the journal has it: nothing leaves before it is journaled.
 *
 * <p>Thread: any; the callbacks OUTCOMES. Allocates: nothing while nobody waits.
 */
public final class JournalGate implements OutcomeListener, AutoCloseable {

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

    /** Waits until the journal has the sequence, as a rule a millisecond; false when it has it not in time. */
    public boolean await(long sequence, long patienceMs) {
        if (isOpen(sequence)) {
            return true;
        }
        Ticket ticket = new Ticket(sequence, nextNumber.getAndIncrement());
        CompletableFuture<Void> opened = new CompletableFuture<>();
        waiting.put(ticket, opened);
        try {
            if (isOpen(sequence)) {
                return true;
            }
            opened.get(patienceMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return isOpen(sequence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.remove(ticket);
        }
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
