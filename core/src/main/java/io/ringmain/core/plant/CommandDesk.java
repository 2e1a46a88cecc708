package io.ringmain.core.plant;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.ControlPublisher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Puts commands into the ring and brings their outcomes back.
 *
 * <p>Thread: any submits, OUTCOMES completes. Allocates: per command.
 */
final class CommandDesk {
    private record Id(long high, long low) {}

    private final ConcurrentHashMap<Id, CompletableFuture<CommandOutcome>> waiting = new ConcurrentHashMap<>();
    private final ControlPublisher publisher;
    private final BooleanSupplier isFenced;

    CommandDesk(ControlPublisher publisher, BooleanSupplier isFenced) {
        this.publisher = publisher;
        this.isFenced = isFenced;
    }

    CompletableFuture<CommandOutcome> submit(Command command) {
        if (isFenced.getAsBoolean()) {
            return CompletableFuture.failedFuture(
                    new RingFullException("the journal can not be written, commands are refused"));
        }
        Id id = new Id(command.idHigh(), command.idLow());
        CompletableFuture<CommandOutcome> future = new CompletableFuture<>();
        CompletableFuture<CommandOutcome> present = waiting.putIfAbsent(id, future);
        if (present != null) {
            return present.copy();
        }
        if (!publisher.tryCommand(command)) {
            waiting.remove(id);
            future.completeExceptionally(new RingFullException("the ring is full, try again"));
        }
        return future.copy();
    }

    void onOutcome(CommandOutcome outcome) {
        CompletableFuture<CommandOutcome> future = waiting.remove(new Id(outcome.idHigh(), outcome.idLow()));
        if (future != null) {
            future.complete(outcome);
        }
    }

    /** Nobody answers any more. */
    void close() {
        waiting.values()
                .forEach(future -> future.completeExceptionally(new RingFullException("the plant has been stopped")));
        waiting.clear();
    }
}
