package io.ringmain.gateway.process;

import io.ringmain.core.plant.Plant;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Notes what happens to the process itself: its end, steps of the wall clock, and what the plant says is wrong with it.
 *
 * <p>Thread: its own looks every few seconds; {@link #close} by the owner.
 */
final class SystemWatch implements AutoCloseable {
    private static final long PERIOD_S = 5;
    private static final long STEP_MS = 1_000;
    private static final long MS_NS = 1_000_000;

    private final AuditTrail trail;
    private final Supplier<List<String>> reasons;
    private final LongSupplier wallMs;
    private final LongSupplier monotonicNs;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "system-watch");
        made.setDaemon(true);
        return made;
    });
    private Set<String> known = new HashSet<>();
    private long offsetMs;

    /**
     * @param reasons what is wrong at the moment, a line each
     * @param wallMs the wall clock, ms since the epoch
     * @param monotonicNs a clock that nobody sets
     */
    SystemWatch(AuditTrail trail, Supplier<List<String>> reasons, LongSupplier wallMs, LongSupplier monotonicNs) {
        this.trail = trail;
        this.reasons = reasons;
        this.wallMs = wallMs;
        this.monotonicNs = monotonicNs;
        offsetMs = offset();
    }

    static SystemWatch of(AuditTrail trail, Plant plant) {
        return new SystemWatch(trail, () -> plant.status().reasons(), System::currentTimeMillis, System::nanoTime);
    }

    SystemWatch start() {
        thread.scheduleWithFixedDelay(this::look, PERIOD_S, PERIOD_S, TimeUnit.SECONDS);
        return this;
    }

    private long offset() {
        return wallMs.getAsLong() - monotonicNs.getAsLong() / MS_NS;
    }

    /** Notes what is not as it was at the last look. */
    void look() {
        lookAtClock();
        Set<String> present = new HashSet<>(reasons.get());
        present.stream()
                .filter(reason -> !known.contains(reason))
                .forEach(reason -> trail.note(AuditNote.refused("", "system.unhealthy", reason, "", "unhealthy")));
        if (present.isEmpty() && !known.isEmpty()) {
            trail.note(AuditNote.done("", "system.healthy", "", ""));
        }
        known = present;
    }

    private void lookAtClock() {
        long present = offset();
        long stepMs = present - offsetMs;
        if (Math.abs(stepMs) >= STEP_MS) {
            String was = Instant.ofEpochMilli(wallMs.getAsLong() - stepMs).toString();
            String is = Instant.ofEpochMilli(wallMs.getAsLong()).toString();
            trail.note(
                    AuditNote.done("", "system.clock-step", stepMs + " ms", "").changed(was, is));
        }
        offsetMs = present;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        trail.note(AuditNote.done("", "system.stop", "", ""));
    }
}
