package io.ringmain.core.plant;

import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.tag.TagSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a connector notes about its acquisitions, from its start on. Thread: any. Allocates: per acquisition. */
final class Acquisitions {
    /** Interval in ms, 0 for subscriptions, which have none. */
    private final Map<Integer, Acquisition> byInterval = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException when subscriptions are said to have an interval, or polls to have none */
    Acquisition of(TagSource.Mode mode, int intervalMs) {
        if (intervalMs < 0 || (mode == TagSource.Mode.SUBSCRIBE) != (intervalMs == 0)) {
            throw new IllegalArgumentException(mode + " with an interval of " + intervalMs + " ms");
        }
        return byInterval.computeIfAbsent(intervalMs, interval -> new Acquisition(mode, interval));
    }

    /** Null when the connector has noted nothing about it. */
    Acquisition noted(int intervalMs) {
        return byInterval.get(intervalMs);
    }
}
