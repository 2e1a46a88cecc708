package io.ringmain.connectors.opcua.server.space;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Commands of the server's clients on their way through the ring: a bounded number at a time, each with a time limit.
 *
 * <p>Thread: any. Owns: how many are under way. Allocates: per command.
 */
public final class Commands {
    /** How a command ended that the ring has not answered in time; it may still be carried out. */
    public static final CommandOutcome TIMED_OUT =
            new CommandOutcome(0, 0, CommandState.TIMEOUT, Quality.BAD_TIMEOUT, 0, 0);

    /** How a command ended that was not taken in: too many are under way, or the ring is full. */
    public static final CommandOutcome REFUSED =
            new CommandOutcome(0, 0, CommandState.FAILED, Quality.BAD_RESOURCE_UNAVAILABLE, 0, 0);

    private final Plant plant;
    private final int mostUnderWay;
    private final long timeoutMs;
    private final AtomicInteger underWay = new AtomicInteger();

    public Commands(Plant plant, int mostUnderWay, long timeoutMs) {
        this.plant = plant;
        this.mostUnderWay = mostUnderWay;
        this.timeoutMs = timeoutMs;
    }

    /**
     * What a command is about, as in {@link Command}; the rest is who sends it.
     *
     * @param durationNs length of a shelf or an interval, otherwise 0
     */
    public record Order(
            Command.Kind kind,
            int target,
            long occurrence,
            TagType type,
            long bits,
            String text,
            long durationNs,
            int item,
            String reason) {

        /** A command to an alarm or a machine, without a value. */
        public static Order of(Command.Kind kind, int target, long occurrence, int item, String reason) {
            return new Order(kind, target, occurrence, null, 0, "", 0, item, reason);
        }
    }

    /** Completes with the outcome, with {@link #TIMED_OUT} or {@link #REFUSED}; never exceptionally. */
    public CompletableFuture<CommandOutcome> send(Order order, Caller caller) {
        if (underWay.incrementAndGet() > mostUnderWay) {
            underWay.decrementAndGet();
            return CompletableFuture.completedFuture(REFUSED);
        }
        UUID id = UUID.randomUUID();
        return plant.submit(new Command(
                        id.getMostSignificantBits(),
                        id.getLeastSignificantBits(),
                        order.kind(),
                        order.target(),
                        order.occurrence(),
                        order.type(),
                        order.bits(),
                        order.text(),
                        0,
                        order.durationNs(),
                        order.item(),
                        caller.user(),
                        order.reason(),
                        caller.origin()))
                .completeOnTimeout(TIMED_OUT, timeoutMs, TimeUnit.MILLISECONDS)
                .exceptionally(e -> REFUSED) // the ring is full, or the plant is going down
                .whenComplete((outcome, e) -> underWay.decrementAndGet());
    }

    /** The status code that a client is given for an outcome. */
    public static int statusOf(CommandOutcome outcome) {
        return switch (outcome.state()) {
            case TIMEOUT -> Quality.BAD_TIMEOUT;
            case INTERRUPTED -> Quality.BAD_REQUEST_INTERRUPTED;
            default -> outcome.statusCode();
        };
    }
}
