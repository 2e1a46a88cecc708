package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Values that nodes have kept. They wait here while the ring has no room for them, up to a bound; beyond it the newest are
 * lost, counted.
 *
 * <p>Thread: the link's.
 */
final class LateValues {
    private static final int MOST = 100_000;
    private static final int SLICE = 2_000;

    private record Late(HostTag tag, DataType type, Metric metric, int statusCode, long timeNs) {}

    private final Deque<Late> waiting = new ArrayDeque<>();
    private final MetricValue values;
    private final HostCounters counters;

    LateValues(UpdatePublisher backfill, HostCounters counters) {
        values = new MetricValue(backfill);
        this.counters = counters;
    }

    void add(HostTag tag, DataType type, Metric metric, int statusCode, long timeNs) {
        if (waiting.size() >= MOST) {
            counters.historicalLost.increment();
            return;
        }
        waiting.addLast(new Late(tag, type, metric, statusCode, timeNs));
    }

    /** Hands over what there is room for. */
    void onTurn() {
        for (int i = 0; i < SLICE && !waiting.isEmpty(); i++) {
            Late late = waiting.peekFirst();
            int result = values.publish(late.tag(), late.type(), late.metric(), late.statusCode(), late.timeNs());
            boolean isTaken =
                    result == Quality.GOOD ? values.isTaken() : values.status(late.tag(), result, late.timeNs());
            if (!isTaken) {
                return;
            }
            waiting.removeFirst();
            (result == Quality.GOOD || result == Quality.BAD_NO_DATA ? counters.historical : counters.mismatched)
                    .increment();
        }
    }
}
