package io.ringmain.gateway.process;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.system.SystemSite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until the first value of this start has come from a field device, or until it is clear that none comes soon. */
final class FirstValue {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Plant plant;
    private final long startedNs;
    private final List<Integer> bound = new ArrayList<>();
    private final TagValue value = new TagValue();

    FirstValue(Plant plant) {
        this.plant = plant;
        this.startedNs = plant.status().startedNs();
        SitePlan site = plant.site();
        for (int id = 0; id < site.tagCount(); id++) {
            TagDefinition tag = site.tag(id);
            if (tag != null && tag.source() != null && !SystemSite.isOfSystem(tag)) {
                bound.add(id);
            }
        }
    }

    /**
     * True when a good value has come, or when no tag is bound to a connector.
     *
     * @param isPatient waits the whole time even when no link can be made yet
     */
    boolean await(long timeoutMs, boolean isPatient) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (!hasCome()) {
            boolean isHopeless = !isPatient && hasNoLink();
            if (isHopeless
                    || System.nanoTime() - deadline > 0
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    private boolean hasCome() {
        for (int id : bound) {
            if (plant.values().read(id, value)
                    && Quality.isGood(value.statusCode)
                    && value.ingressTimeNs >= startedNs) {
                return true;
            }
        }
        return bound.isEmpty();
    }

    private boolean hasNoLink() {
        return plant.status().links().stream()
                .map(PlantStatus.LinkStatus::state)
                .noneMatch(state -> state == LinkState.OK || state == LinkState.UNKNOWN);
    }
}
