package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.tag.Quality;

/** A metric that a birth has named, with its last value. Thread: the link's writes, any reads what is volatile. */
final class SeenMetric {
    final MetricAddress address;
    final long alias;
    final DataType type;
    final String unit;
    final double low;
    final double high;
    /** Tags bound to it. */
    HostTag[] tags = {};

    /** Last one, not changed any more once it stands here. */
    volatile Metric last;

    volatile int statusCode = Quality.BAD_WAITING_FOR_INITIAL_DATA;

    SeenMetric(MetricAddress address, Metric born) {
        this.address = address;
        alias = born.alias;
        type = born.type;
        unit = born.unit;
        low = born.low;
        high = born.high;
    }
}
