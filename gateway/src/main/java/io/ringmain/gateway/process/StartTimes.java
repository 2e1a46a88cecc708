package io.ringmain.gateway.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where the time of a start goes. Thread: any. */
final class StartTimes {
    private final Instant processStart =
            ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    private final Queue<String> parts = new ConcurrentLinkedQueue<>();

    /** Does one part of the start and notes when it began and how long it took. */
    <T> T timed(String name, Supplier<T> part) {
        long began = sinceProcessStartMs();
        T result = part.get();
        parts.add(name + " " + began + "+" + (sinceProcessStartMs() - began));
        return result;
    }

    long sinceProcessStartMs() {
        return Duration.between(processStart, Instant.now()).toMillis();
    }

    /** {@code name begin+length, ...} in ms since the process began. */
    @Override
    public String toString() {
        return parts.stream().collect(Collectors.joining(", "));
    }
}
