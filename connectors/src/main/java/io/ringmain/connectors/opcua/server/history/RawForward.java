package io.ringmain.connectors.opcua.server.history;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.core.spi.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * Raw samples from a time on, in the order of time (OPC 10000-11, 6.4.3.2). Where samples may be missing because the store
 * does not answer, a value BadDataUnavailable says so.
 *
 * @param fromNs the first time, inclusive
 * @param skip samples of that time that have been given already
 * @param toNs exclusive; {@link Long#MAX_VALUE} when no end was given
 * @param hasBounds whether the values next to both ends are wanted
 * @param isFirst whether the begin is still to be given its bound
 */
record RawForward(StoredSamples samples, long fromNs, int skip, long toNs, boolean hasBounds, boolean isFirst)
        implements Page.Reader {

    @Override
    public Page read(int limit) {
        List<DataValue> values = new ArrayList<>();
        int room = limit;
        int skipped = skip;
        if (isFirst && hasBounds) {
            room -= addBegin(values) ? 1 : 0;
        }
        History.Samples found = samples.raw(fromNs, toNs, room + skipped);
        List<History.Sample> items = found.items()
                .subList(Math.min(skipped, found.items().size()), found.items().size());
        items.forEach(item -> values.add(StoredSamples.value(item)));
        addGaps(values, found, items);
        if (found.isTruncated() && !items.isEmpty()) {
            long last = items.get(items.size() - 1).sourceTimeNs();
            int given = (int)
                    items.stream().filter(item -> item.sourceTimeNs() == last).count();
            int before = last == fromNs ? skipped : 0;
            return new Page(values, new RawForward(samples, last, given + before, toNs, hasBounds, false));
        }
        if (hasBounds && toNs != Long.MAX_VALUE) {
            if (values.size() >= limit) {
                return new Page(values, new End(samples, toNs));
            }
            values.add(end(samples, toNs));
        }
        return new Page(values, null);
    }

    /** The value at the begin itself needs no bound before it. */
    private boolean addBegin(List<DataValue> values) {
        History.Sample first = samples.from(fromNs);
        if (first != null && first.sourceTimeNs() == fromNs) {
            return false;
        }
        History.Sample before = samples.before(fromNs);
        values.add(before == null ? notFound(fromNs) : StoredSamples.value(before));
        return true;
    }

    private void addGaps(List<DataValue> values, History.Samples found, List<History.Sample> items) {
        long end = found.isTruncated() && !items.isEmpty()
                ? items.get(items.size() - 1).sourceTimeNs()
                : toNs;
        for (History.Gap gap : found.gaps()) {
            long begin = Math.max(gap.fromNs(), fromNs);
            if (begin < end && (begin > fromNs || isFirst)) {
                values.add(new DataValue(
                        Variant.NULL_VALUE,
                        new StatusCode(StatusCodes.Bad_DataUnavailable),
                        DataValues.time(begin),
                        DataValues.time(begin)));
            }
        }
        if (!found.gaps().isEmpty()) {
            values.sort(Comparator.comparingLong(value -> value.sourceTime().utcTime()));
        }
    }

    static DataValue notFound(long timeNs) {
        return new DataValue(
                Variant.NULL_VALUE,
                new StatusCode(StatusCodes.Bad_BoundNotFound),
                DataValues.time(timeNs),
                DataValues.time(timeNs));
    }

    static DataValue end(StoredSamples samples, long toNs) {
        History.Sample after = samples.from(toNs);
        return after == null ? notFound(toNs) : StoredSamples.value(after);
    }

    /** Nothing is left but the bound at the end. */
    private record End(StoredSamples samples, long toNs) implements Page.Reader {
        @Override
        public Page read(int limit) {
            return new Page(List.of(end(samples, toNs)), null);
        }
    }
}
