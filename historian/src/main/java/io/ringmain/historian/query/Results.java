package io.ringmain.historian.query;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.tag.Quality;

/** The result of an interval from what was gathered of it: value, status and bits by Part 13's table of the aggregate. */
final class Results {
    private static final double NS_PER_MS = 1e6;
    private static final double PERCENT = 100;

    private Results() {}

    static AggregateValue of(AggregateQuery query, int index, Cell cell) {
        long start = query.start(index);
        if (query.aggregate() == Aggregate.INTERPOLATIVE) {
            return of(start, cell.interpolated); // goes on behind the last sample
        }
        if (!cell.isKnown) {
            return none(start);
        }
        return switch (query.aggregate().kind()) {
            case BOUND -> of(start, query.aggregate() == Aggregate.START_BOUND ? cell.startBound : cell.endBound);
            case TIME -> ofTime(query, start, query.end(index) - start, cell);
            case VALUES -> ofValues(query, start, cell);
        };
    }

    private static AggregateValue of(long timeNs, Bound bound) {
        return new AggregateValue(timeNs, bound.value(), bound.status());
    }

    private static AggregateValue none(long timeNs) {
        return new AggregateValue(timeNs, null, Quality.BAD_NO_DATA);
    }

    private static AggregateValue ofValues(AggregateQuery query, long start, Cell cell) {
        switch (query.aggregate()) {
            case COUNT:
                return new AggregateValue(start, (double) cell.usable(), byCount(query, cell));
            case START:
                return cell.first == null ? none(start) : of(cell.first.timeNs(), Bound.raw(cell.first));
            case END:
                return cell.last == null ? none(start) : of(cell.last.timeNs(), Bound.raw(cell.last));
            default:
                break;
        }
        if (cell.usable() == 0) {
            return none(start);
        }
        return switch (query.aggregate()) {
            case AVERAGE -> unlessBad(start, cell.mean, byCount(query, cell));
            case MINIMUM -> extreme(start, cell, cell.minimum);
            case MAXIMUM -> extreme(start, cell, cell.maximum);
            case RANGE -> new AggregateValue(start, cell.maximum - cell.minimum, byUse(cell, calculated(cell)));
            case DELTA -> {
                boolean isSkipping = !cell.isFirstUsable || !cell.isLastUsable || cell.uncertain > 0;
                int bits = calculated(cell);
                yield new AggregateValue(
                        start,
                        cell.lastUsable - cell.firstUsable,
                        isSkipping ? ResultStatus.uncertain(bits) : ResultStatus.good(bits));
            }
            case STANDARD_DEVIATION_SAMPLE -> deviation(start, cell, cell.usable() - 1);
            default -> deviation(start, cell, cell.usable());
        };
    }

    private static AggregateValue extreme(long start, Cell cell, double value) {
        boolean isAtStart = cell.first.timeNs() == start && cell.isFirstUsable && cell.first.number() == value;
        boolean isRaw = isAtStart && cell.bad == 0 && cell.uncertain == 0;
        return new AggregateValue(start, value, byUse(cell, isRaw ? partial(cell) : calculated(cell)));
    }

    private static AggregateValue deviation(long start, Cell cell, long denominator) {
        double value = cell.usable() == 1 ? 0 : Math.sqrt(cell.squares / denominator);
        return new AggregateValue(start, value, byUse(cell, calculated(cell)));
    }

    /** Uncertain when a sample was left out or was uncertain itself. */
    private static int byUse(Cell cell, int bits) {
        return cell.bad > 0 || cell.uncertain > 0 ? ResultStatus.uncertain(bits) : ResultStatus.good(bits);
    }

    private static int byCount(AggregateQuery query, Cell cell) {
        return byShare(query, cell.good, cell.uncertain, cell.bad, calculated(cell));
    }

    /** Part 13, 5.4.3.2.1: bad from a share of bad data on, good from a share of good data on, otherwise uncertain. */
    private static int byShare(AggregateQuery query, double good, double uncertain, double bad, int bits) {
        double total = good + uncertain + bad;
        if (total == 0 || bad == 0 && uncertain == 0) {
            return ResultStatus.good(bits);
        }
        if (bad > 0 && PERCENT * bad / total >= query.percentDataBad()) {
            return ResultStatus.bad(bits);
        }
        return uncertain == 0 && PERCENT * good / total >= query.percentDataGood()
                ? ResultStatus.good(bits)
                : ResultStatus.uncertain(bits);
    }

    private static AggregateValue ofTime(AggregateQuery query, long start, long lengthNs, Cell cell) {
        int bits = calculated(cell);
        long usableNs = cell.goodNs + cell.uncertainNs;
        double goodMs = usableNs / NS_PER_MS;
        return switch (query.aggregate()) {
            case DURATION_GOOD -> new AggregateValue(start, goodMs, ResultStatus.good(bits));
            case DURATION_BAD -> new AggregateValue(start, lengthNs / NS_PER_MS - goodMs, ResultStatus.good(bits));
            case PERCENT_GOOD ->
                new AggregateValue(start, PERCENT * goodMs * NS_PER_MS / lengthNs, ResultStatus.good(bits));
            case PERCENT_BAD ->
                new AggregateValue(start, PERCENT - PERCENT * goodMs * NS_PER_MS / lengthNs, ResultStatus.good(bits));
            case TIME_AVERAGE ->
                usableNs == 0
                        ? none(start)
                        : unlessBad(
                                start,
                                cell.integral / usableNs,
                                byShare(query, cell.goodNs, cell.uncertainNs, lengthNs - usableNs, bits));
            default -> withBounds(query, start, lengthNs, cell);
        };
    }

    private static AggregateValue withBounds(AggregateQuery query, long start, long lengthNs, Cell cell) {
        double low = cell.minimum;
        double high = cell.maximum;
        for (Bound bound : new Bound[] {cell.startBound, query.isSloped() ? cell.endBound : Bound.NONE}) {
            if (!bound.isNone()) {
                low = Math.min(low, bound.number());
                high = Math.max(high, bound.number());
            }
        }
        if (low > high) {
            return none(start);
        }
        boolean isGood = cell.goodNs == lengthNs && cell.bad == 0 && cell.uncertain == 0;
        double value = switch (query.aggregate()) {
            case MINIMUM2 -> low;
            case MAXIMUM2 -> high;
            default -> high - low;
        };
        int bits = calculated(cell);
        return new AggregateValue(start, value, isGood ? ResultStatus.good(bits) : ResultStatus.uncertain(bits));
    }

    private static AggregateValue unlessBad(long start, double value, int status) {
        return new AggregateValue(start, status < 0 ? null : (Double) value, status);
    }

    private static int calculated(Cell cell) {
        return ResultStatus.CALCULATED | partial(cell);
    }

    private static int partial(Cell cell) {
        return cell.isPartial ? ResultStatus.PARTIAL : 0;
    }
}
