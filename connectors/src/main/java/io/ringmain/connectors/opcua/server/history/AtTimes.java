package io.ringmain.connectors.opcua.server.history;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * Values at given times: the sample of that time, or one interpolated between its neighbours (OPC 10000-11, 6.4.5).
 *
 * @param timesNs the times, in the order in which they were asked for
 * @param from index of the first one that is still to be given
 * @param isSimple whether simple bounding values are wanted
 */
record AtTimes(StoredSamples samples, long[] timesNs, int from, boolean isSimple) implements Page.Reader {

    @Override
    public Page read(int limit) {
        int to = (int) Math.min(timesNs.length, (long) from + limit);
        List<DataValue> values = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            values.add(at(timesNs[i]));
        }
        return new Page(values, to < timesNs.length ? new AtTimes(samples, timesNs, to, isSimple) : null);
    }

    private DataValue at(long timeNs) {
        List<History.Sample> exact = samples.raw(timeNs, timeNs + 1, 1).items();
        if (!exact.isEmpty()) {
            return StoredSamples.value(exact.get(0));
        }
        List<AggregateValue> found = samples.aggregate(AggregateQuery.of(
                samples.tag(),
                isSimple ? Aggregate.START_BOUND : Aggregate.INTERPOLATIVE,
                timeNs,
                timeNs + 1,
                0,
                samples.isSloped()));
        return found.isEmpty()
                ? StoredSamples.value(timeNs, null, Quality.BAD_NO_DATA)
                : StoredSamples.value(timeNs, found.get(0).value(), found.get(0).statusCode());
    }
}
