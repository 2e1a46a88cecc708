package io.ringmain.connectors.opcua.server.history;

import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * Aggregates of the intervals between two times (OPC 10000-13).
 *
 * @param query one query for all that is still to be given; its end is cut for a page
 * @param isBackward whether the last interval comes first, each at its later time
 */
record Intervals(StoredSamples samples, AggregateQuery query, boolean isBackward) implements Page.Reader {

    @Override
    public Page read(int limit) {
        int count = query.count();
        if (count <= limit) {
            return new Page(values(query), null);
        }
        long cut = isBackward ? query.toNs() - limit * query.intervalNs() : query.fromNs() + limit * query.intervalNs();
        AggregateQuery now = isBackward ? between(cut, query.toNs()) : between(query.fromNs(), cut);
        AggregateQuery rest = isBackward ? between(query.fromNs(), cut) : between(cut, query.toNs());
        return new Page(values(now), new Intervals(samples, rest, isBackward));
    }

    private AggregateQuery between(long fromNs, long toNs) {
        return new AggregateQuery(
                query.tag(),
                query.aggregate(),
                fromNs,
                toNs,
                query.intervalNs(),
                query.isSloped(),
                query.treatUncertainAsBad(),
                query.percentDataBad(),
                query.percentDataGood());
    }

    private List<DataValue> values(AggregateQuery asked) {
        List<AggregateValue> found = samples.aggregate(asked);
        List<DataValue> values = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            AggregateValue value = found.get(i);
            long timeNs = isBackward ? asked.end(i) : value.timeNs();
            values.add(StoredSamples.value(timeNs, value.value(), value.statusCode()));
        }
        if (isBackward) {
            Collections.reverse(values);
        }
        return values;
    }
}
