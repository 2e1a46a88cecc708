package io.ringmain.historian.query;

import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.spi.History;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes aggregates of samples that come in the order of time: the last one before the span and the last one there that is
 * not bad, those of the span, the next one behind it and the next one there that is not bad.
 *
 * <p>Between two samples stands a line, or the earlier one when the tag is stepped; behind a sample that can not be used
 * stands nothing; towards one that can not be used the earlier one is held and uncertain (simple bounding values).
 *
 * <p>Thread: its owner. Allocates: one cell an interval.
 */
public final class Aggregation {
    private final AggregateQuery query;
    private final Cell[] cells;
    private DataPoint previous;
    private long firstNs = Long.MAX_VALUE;
    private DataPoint usable;
    /** First sample behind the last usable one that is not, {@link Long#MAX_VALUE} when there is none. */
    private long skippedNs = Long.MAX_VALUE;

    public Aggregation(AggregateQuery query) {
        this.query = query;
        this.cells = new Cell[query.count()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
    }

    /** Takes in what a store has counted of an interval, before the samples that follow in it. */
    public void add(int index, Statistics statistics) {
        cells[index].add(statistics);
        if (firstNs == Long.MAX_VALUE) {
            firstNs = statistics.first().timeNs();
        }
        previous = statistics.last();
    }

    /** Takes in the next sample; of samples of one time the last one counts from there on. */
    public void add(DataPoint point) {
        step(point);
        if (point.timeNs() >= query.fromNs() && point.timeNs() < query.toNs()) {
            Cell cell = cells[query.index(point.timeNs())];
            cell.add(point, isUsable(point), Quality.isGood(point.status()));
            if (point.timeNs() == query.start(query.index(point.timeNs()))) {
                cell.startBound = isUsable(point) ? Bound.raw(point) : Bound.NONE;
                if (isUsable(point)) {
                    cell.interpolated = Bound.raw(point);
                }
            }
        }
    }

    /** From here until the next sample nothing is known, although there may have been samples up to some time. */
    public void gap(long fromNs, long toNs) {
        if (previous == null || fromNs >= previous.timeNs()) {
            step(new DataPoint(fromNs, Double.NaN, null, Quality.BAD_NO_DATA));
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i].isPartial |= query.start(i) < toNs && query.end(i) > fromNs;
        }
    }

    private void step(DataPoint point) {
        if (previous != null) {
            if (point.timeNs() < previous.timeNs()) {
                throw new IllegalArgumentException("a sample of " + point.timeNs() + " behind " + previous.timeNs());
            }
            fill(previous, point, point.timeNs());
        }
        firstNs = Math.min(firstNs, point.timeNs());
        if (isUsable(point)) {
            if (usable != null) {
                interpolate(usable, point);
            }
            usable = point;
            skippedNs = Long.MAX_VALUE;
        } else {
            skippedNs = Math.min(skippedNs, point.timeNs());
        }
        previous = point;
    }

    private boolean isUsable(DataPoint point) {
        return (Quality.isGood(point.status()) || !query.treatUncertainAsBad() && Quality.isUncertain(point.status()))
                && (!query.aggregate().isOfNumbers() || Double.isFinite(point.number()));
    }

    /** Regions and simple bounds from one sample to the next, which is null when there is none. */
    private void fill(DataPoint from, DataPoint next, long untilNs) {
        long low = Math.max(from.timeNs(), query.fromNs());
        long high = Math.min(untilNs, query.toNs());
        if (low > high || high < query.fromNs()) {
            return;
        }
        boolean isLine = query.isSloped() && next != null && isUsable(from) && isUsable(next);
        Region region = region(from, next);
        for (int i = low == query.toNs() ? cells.length - 1 : query.index(low);
                i < cells.length && query.start(i) <= high;
                i++) {
            Cell cell = cells[i];
            long start = query.start(i);
            long end = query.end(i);
            long a = Math.max(low, start);
            long b = Math.min(high, end);
            if (b > a) {
                cell.add(region, b - a, at(from, next, isLine, a), at(from, next, isLine, b));
            }
            if (start > from.timeNs() && start < untilNs) {
                cell.startBound = bound(region, at(from, next, isLine, start));
            }
            if (end > from.timeNs() && (end < untilNs || end == untilNs && next == null)) {
                cell.endBound = bound(region, at(from, next, isLine, end));
            } else if (end == untilNs) {
                cell.endBound = isUsable(next) ? Bound.raw(next) : Bound.NONE;
            }
        }
    }

    private Region region(DataPoint from, DataPoint next) {
        if (!isUsable(from)) {
            return Region.BAD;
        }
        boolean isBesideBad = query.isSloped() && next != null && (!isUsable(next) || !Quality.isGood(next.status()));
        return Quality.isGood(from.status()) && !isBesideBad ? Region.GOOD : Region.UNCERTAIN;
    }

    private static Bound bound(Region region, double number) {
        return region == Region.BAD ? Bound.NONE : Bound.interpolated(number, region == Region.GOOD);
    }

    private static double at(DataPoint from, DataPoint next, boolean isLine, long timeNs) {
        if (!isLine || next.timeNs() == from.timeNs()) {
            return from.number();
        }
        double share = (double) (timeNs - from.timeNs()) / (next.timeNs() - from.timeNs());
        return from.number() + share * (next.number() - from.number());
    }

    /** Interpolated bounds between two samples that can be used, over those between them that can not. */
    private void interpolate(DataPoint from, DataPoint next) {
        boolean areGood = Quality.isGood(from.status()) && (!query.isSloped() || Quality.isGood(next.status()));
        for (int i = firstStartAfter(from.timeNs()); i < cells.length && query.start(i) < next.timeNs(); i++) {
            boolean isSkipping = query.isSloped() ? skippedNs != Long.MAX_VALUE : skippedNs <= query.start(i);
            double number = at(from, next, query.isSloped(), query.start(i));
            cells[i].interpolated = Bound.interpolated(number, areGood && !isSkipping);
        }
    }

    private int firstStartAfter(long timeNs) {
        return timeNs < query.fromNs()
                ? 0
                : query.intervalNs() == 0 ? cells.length : (int) ((timeNs - query.fromNs()) / query.intervalNs()) + 1;
    }

    /**
     * The results.
     *
     * @param coveredNs until when it is known that there were no further samples: the last one holds until then
     */
    public List<AggregateValue> finish(long coveredNs) {
        long covered = previous == null ? coveredNs : Math.max(coveredNs, previous.timeNs());
        if (previous != null) {
            hold(covered);
        }
        List<AggregateValue> results = new ArrayList<>(cells.length);
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i];
            long start = query.start(i);
            long end = query.end(i);
            cell.isKnown = previous != null && end > firstNs && start <= covered;
            cell.isPartial |= start < firstNs && firstNs < end || start <= covered && covered < end || query.isCut(i);
            results.add(Results.of(query, i, cell));
        }
        return results;
    }

    /** The samples of the intervals that have any, with their extremes. */
    public List<History.Bucket> buckets() {
        List<History.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i];
            if (cell.samples() > 0) {
                boolean isUsable = cell.usable() > 0;
                buckets.add(new History.Bucket(
                        query.start(i),
                        isUsable ? cell.minimum : Double.NaN,
                        isUsable ? cell.maximum : Double.NaN,
                        isUsable ? cell.mean : Double.NaN,
                        cell.lastUsable,
                        cell.samples(),
                        cell.bad));
            }
        }
        return buckets;
    }

    /** Behind the last sample: it holds as long as that is known, and on to the end of that interval, but uncertain. */
    private void hold(long covered) {
        if (covered > previous.timeNs()) {
            fill(previous, null, covered);
        }
        if (isUsable(previous) && covered >= query.fromNs() && covered < query.toNs()) {
            int index = query.index(covered);
            Cell cell = cells[index];
            cell.add(Region.UNCERTAIN, query.end(index) - covered, previous.number(), previous.number());
            cell.endBound = Bound.interpolated(previous.number(), false);
            if (query.start(index) == covered && previous.timeNs() < covered) {
                cell.startBound = Bound.interpolated(previous.number(), Quality.isGood(previous.status()));
            }
        }
        if (usable != null) {
            for (int i = firstStartAfter(usable.timeNs()); i < cells.length; i++) {
                boolean isHeld = skippedNs > query.start(i) && query.start(i) <= covered;
                cells[i].interpolated = Bound.interpolated(usable.number(), isHeld && Quality.isGood(usable.status()));
            }
        }
    }
}
