package io.ringmain.connectors.opcua.server.history;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.AggregateConfiguration;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadAtTimeDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadProcessedDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;

/** Makes of what a client asks for how it is read. Stateless. */
final class HistoryReads {
    private static final long NS_PER_MS = 1_000_000;
    private static final int MOST_TIMES = 10_000;

    private HistoryReads() {}

    /**
     * @param index place of the node among those of the request
     * @param nodes how many nodes the request has
     */
    static Page.Reader reader(StoredSamples samples, HistoryReadDetails details, int index, int nodes)
            throws UaException {
        if (details instanceof ReadRawModifiedDetails raw) {
            return raw(samples, raw);
        }
        if (details instanceof ReadAtTimeDetails times) {
            return atTimes(samples, times);
        }
        if (details instanceof ReadProcessedDetails processed) {
            return processed(samples, processed, index, nodes);
        }
        throw new UaException(StatusCodes.Bad_HistoryOperationUnsupported);
    }

    private static Page.Reader raw(StoredSamples samples, ReadRawModifiedDetails raw) throws UaException {
        if (raw.getIsReadModified()) {
            throw new UaException(StatusCodes.Bad_HistoryOperationUnsupported); // nothing is ever modified
        }
        boolean hasStart = isGiven(raw.getStartTime());
        boolean hasEnd = isGiven(raw.getEndTime());
        long most = raw.getNumValuesPerNode().longValue();
        if (!hasStart && !hasEnd || !(hasStart && hasEnd) && most == 0) {
            throw new UaException(StatusCodes.Bad_HistoryOperationInvalid); // two of the three must be given
        }
        long start = hasStart ? DataValues.ns(raw.getStartTime()) : Long.MAX_VALUE;
        long end = hasEnd ? DataValues.ns(raw.getEndTime()) : Long.MAX_VALUE;
        boolean hasBounds = raw.getReturnBounds();
        Page.Reader reader;
        if (!hasStart) {
            reader = new RawBackward(samples, end, 0, Long.MIN_VALUE, hasBounds, true);
        } else if (start > end) {
            reader = new RawBackward(samples, start, 0, end, hasBounds, true);
        } else {
            // both the same: the values of that one time
            reader = new RawForward(samples, start, 0, start == end ? end + 1 : end, hasBounds, true);
        }
        return most == 0 ? reader : new Limited(reader, most);
    }

    private static Page.Reader atTimes(StoredSamples samples, ReadAtTimeDetails details) throws UaException {
        DateTime[] times = details.getReqTimes();
        if (times == null || times.length == 0) {
            throw new UaException(StatusCodes.Bad_InvalidTimestampArgument);
        }
        if (times.length > MOST_TIMES) {
            throw new UaException(StatusCodes.Bad_TooManyOperations);
        }
        long[] ns = Stream.of(times).mapToLong(DataValues::ns).toArray();
        return new AtTimes(samples, ns, 0, details.getUseSimpleBounds());
    }

    private static Page.Reader processed(StoredSamples samples, ReadProcessedDetails details, int index, int nodes)
            throws UaException {
        NodeId[] types = details.getAggregateType();
        if (types == null || types.length != nodes) {
            throw new UaException(StatusCodes.Bad_AggregateListMismatch);
        }
        Aggregate aggregate = Aggregates.of(types[index]);
        if (aggregate == null) {
            throw new UaException(StatusCodes.Bad_AggregateNotSupported);
        }
        if (!isGiven(details.getStartTime()) || !isGiven(details.getEndTime())) {
            throw new UaException(StatusCodes.Bad_InvalidTimestampArgument);
        }
        long start = DataValues.ns(details.getStartTime());
        long end = DataValues.ns(details.getEndTime());
        double milliseconds = details.getProcessingInterval() == null ? 0 : details.getProcessingInterval();
        long interval = (long) (milliseconds * NS_PER_MS);
        boolean isBackward = start > end;
        boolean isUneven = isBackward && interval > 0 && (start - end) % interval != 0;
        if (start == end || milliseconds < 0 || isUneven) {
            throw new UaException(StatusCodes.Bad_InvalidArgument);
        }
        try {
            return new Intervals(
                    samples,
                    query(samples, aggregate, Math.min(start, end), Math.max(start, end), interval, details),
                    isBackward);
        } catch (IllegalArgumentException e) {
            throw new UaException(StatusCodes.Bad_TooManyOperations, e);
        }
    }

    private static AggregateQuery query(
            StoredSamples samples,
            Aggregate aggregate,
            long from,
            long to,
            long interval,
            ReadProcessedDetails details) {
        AggregateConfiguration own = details.getAggregateConfiguration();
        return own == null || own.getUseServerCapabilitiesDefaults()
                ? AggregateQuery.of(samples.tag(), aggregate, from, to, interval, samples.isSloped())
                : new AggregateQuery(
                        samples.tag(),
                        aggregate,
                        from,
                        to,
                        interval,
                        samples.isSloped(),
                        own.getTreatUncertainAsBad(),
                        own.getPercentDataBad().intValue(),
                        own.getPercentDataGood().intValue());
    }

    /** A time that is not given is the first one that there is, or null. */
    private static boolean isGiven(DateTime time) {
        return time != null && time.utcTime() > 0;
    }

    /** A read that the client wants so many values of and no more. */
    private record Limited(Page.Reader reader, long left) implements Page.Reader {
        @Override
        public Page read(int limit) {
            Page page = reader.read((int) Math.min(limit, left));
            long rest = left - page.values().size();
            return page.next() == null || rest <= 0
                    ? new Page(
                            page.values().subList(0, (int)
                                    Math.min(left, page.values().size())),
                            null)
                    : new Page(page.values(), new Limited(page.next(), rest));
        }
    }
}
