package io.ringmain.connectors.sparkplug.payload;

import java.util.List;

/**
 * A message of an edge node, a device or a host.
 *
 * @param timestampMs milliseconds since the epoch, {@link Metric#NONE} when it is not given
 * @param seq 0 to 255, {@link Metric#NONE} when it is not given
 */
public record Payload(long timestampMs, long seq, List<Metric> metrics) {

    /** Null when there is none of that name. */
    public Metric metric(String name) {
        for (Metric metric : metrics) {
            if (name.equals(metric.name)) {
                return metric;
            }
        }
        return null;
    }
}
