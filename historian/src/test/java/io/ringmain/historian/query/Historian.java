package io.ringmain.historian.query;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The example historians of Part 13, annex A; times are {@code minute:second} after 12 o'clock. */
final class Historian {
    static final long SECOND = 1_000_000_000L;
    static final long NOON = 43_200 * SECOND;

    private final List<DataPoint> points = new ArrayList<>();
    private final boolean isSloped;
    private final boolean treatUncertainAsBad;
    private final int percent;

    Historian(boolean isSloped, boolean treatUncertainAsBad, int percent) {
        this.isSloped = isSloped;
        this.treatUncertainAsBad = treatUncertainAsBad;
        this.percent = percent;
    }

    /** Periodic, sloped, uncertain counts as good. */
    static Historian first() {
        Historian historian = new Historian(true, false, 100);
        for (int i = 1; i <= 9; i++) {
            historian.add(10 * i, 10 * i, i == 4 ? Quality.BAD : i == 7 ? Quality.UNCERTAIN : Quality.GOOD);
        }
        return historian;
    }

    /** Not periodic, sloped, uncertain counts as bad. */
    static Historian second() {
        return new Historian(true, true, 100).irregular();
    }

    /** The same data, stepped, half of it is enough. */
    static Historian third() {
        return new Historian(false, true, 50).irregular();
    }

    private Historian irregular() {
        return add(2, 10, Quality.GOOD)
                .add(25, 20, Quality.GOOD)
                .add(28, 25, Quality.GOOD)
                .add(39, 30, Quality.GOOD)
                .add(42, 0, Quality.BAD)
                .add(48, 40, Quality.GOOD)
                .add(52, 50, Quality.GOOD)
                .add(72, 60, Quality.GOOD)
                .add(77, 70, Quality.UNCERTAIN)
                .add(83, 70, Quality.GOOD)
                .add(86, 80, Quality.GOOD)
                .add(90, 90, Quality.GOOD);
    }

    Historian add(double second, double value, int status) {
        points.add(DataPoint.of(NOON + (long) (second * SECOND), value, status));
        return this;
    }

    /** Results from second to second, {@code m:ss value status}, the last data being the last sample. */
    List<String> results(Aggregate aggregate, int fromSecond, int toSecond, int intervalSeconds) {
        return results(aggregate, fromSecond, toSecond, intervalSeconds, -1);
    }

    List<String> results(Aggregate aggregate, int fromSecond, int toSecond, int intervalSeconds, int coveredSecond) {
        AggregateQuery query = new AggregateQuery(
                "A.B",
                aggregate,
                NOON + fromSecond * SECOND,
                NOON + toSecond * SECOND,
                intervalSeconds * SECOND,
                isSloped,
                treatUncertainAsBad,
                percent,
                percent);
        Aggregation aggregation = new Aggregation(query);
        points.forEach(aggregation::add);
        return aggregation.finish(coveredSecond < 0 ? Long.MIN_VALUE : NOON + coveredSecond * SECOND).stream()
                .map(Historian::shown)
                .toList();
    }

    static String shown(AggregateValue value) {
        long second = (value.timeNs() - NOON) / SECOND;
        String number = value.value() == null
                ? "-"
                : String.format(Locale.ROOT, "%.3f", ((Number) value.value()).doubleValue())
                        .replaceAll("\\.?0+$", "");
        return String.format(Locale.ROOT, "%d:%02d ", second / 60, second % 60) + number + " "
                + status(value.statusCode());
    }

    private static String status(int code) {
        if (code == Quality.BAD_NO_DATA) {
            return "NoData";
        }
        String severity = Quality.isGood(code) ? "G" : Quality.isBad(code) ? "B" : "U";
        int bits = code & 0x1F;
        return severity
                + ((bits & ResultStatus.CALCULATED) != 0 ? "c" : (bits & ResultStatus.INTERPOLATED) != 0 ? "i" : "")
                + ((bits & ResultStatus.PARTIAL) != 0 ? "p" : "");
    }
}
