package io.ringmain.gateway.view;

import io.ringmain.core.plant.PlantStatus;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether stages go on: one that has work and has stood at the same event since it was looked at so long ago is stuck. It is
 * seen only while somebody looks, as probes do.
 *
 * <p>Thread: any.
 */
public final class StagePulse {
    /** Longest pause that a disk or a machine's step may take. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(15);

    private record Seen(long position, long sinceNs) {}

    private final LongSupplier monotonicNs;
    private final ConcurrentHashMap<String, Seen> stages = new ConcurrentHashMap<>();

    /** @param monotonicNs as {@link System#nanoTime} */
    public StagePulse(LongSupplier monotonicNs) {
        this.monotonicNs = monotonicNs;
    }

    /** Names of the stages that are stuck. */
    public List<String> stuck(PlantStatus status) {
        long now = monotonicNs.getAsLong();
        return status.stages().stream()
                .filter(stage -> isStuck(stage, now))
                .map(PlantStatus.StageStatus::name)
                .toList();
    }

    private boolean isStuck(PlantStatus.StageStatus stage, long now) {
        Seen seen = stages.compute(
                stage.name(),
                (name, before) -> before == null || stage.lag() == 0 || before.position() != stage.position()
                        ? new Seen(stage.position(), now)
                        : before);
        return now - seen.sinceNs() > PATIENCE_NS;
    }
}
