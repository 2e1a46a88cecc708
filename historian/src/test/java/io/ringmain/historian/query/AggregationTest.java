package io.ringmain.historian.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.Aggregate;
import io.ringmain.core.spi.AggregateQuery;
import io.ringmain.core.spi.AggregateValue;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Part 13 cell by cell: the historians of annex A, and the results that its rules give. G, U, B: good, uncertain, bad; c:
 * calculated, i: interpolated, p: partial.
 */
class AggregationTest {

    @Test
    void shouldInterpolateAsInAnnexA2ForHistorian1() {
        assertThat(Historian.first().results(Aggregate.INTERPOLATIVE, 0, 100, 5))
                .containsExactly(
                        "0:00 - NoData",
                        "0:05 - NoData",
                        "0:10 10 G",
                        "0:15 15 Gi",
                        "0:20 20 G",
                        "0:25 25 Gi",
                        "0:30 30 G",
                        "0:35 35 Ui",
                        "0:40 40 Ui",
                        "0:45 45 Ui",
                        "0:50 50 G",
                        "0:55 55 Gi",
                        "1:00 60 G",
                        "1:05 65 Ui",
                        "1:10 70 U",
                        "1:15 75 Ui",
                        "1:20 80 G",
                        "1:25 85 Gi",
                        "1:30 90 G",
                        "1:35 90 Ui");
    }

    @Test
    void shouldInterpolateAsInAnnexA2ForHistorian2() {
        assertThat(Historian.second().results(Aggregate.INTERPOLATIVE, 0, 95, 5))
                .containsExactly(
                        "0:00 - NoData",
                        "0:05 11.304 Gi",
                        "0:10 13.478 Gi",
                        "0:15 15.652 Gi",
                        "0:20 17.826 Gi",
                        "0:25 20 G",
                        "0:30 25.909 Gi",
                        "0:35 28.182 Gi",
                        "0:40 31.111 Ui",
                        "0:45 36.667 Ui",
                        "0:50 45 Gi",
                        "0:55 51.5 Gi",
                        "1:00 54 Gi",
                        "1:05 56.5 Gi",
                        "1:10 59 Gi",
                        "1:15 62.727 Ui",
                        "1:20 67.273 Ui",
                        "1:25 76.667 Gi",
                        "1:30 90 G");
    }

    @Test
    void shouldAverageOverTimeAsInAnnexA5ForHistorian1() {
        assertThat(Historian.first().results(Aggregate.TIME_AVERAGE, 0, 100, 5))
                .containsExactly(
                        "0:00 - NoData",
                        "0:05 - NoData",
                        "0:10 12.5 Gc",
                        "0:15 17.5 Gc",
                        "0:20 22.5 Gc",
                        "0:25 27.5 Gc",
                        "0:30 30 Uc",
                        "0:35 30 Uc",
                        "0:40 - NoData",
                        "0:45 - NoData",
                        "0:50 52.5 Gc",
                        "0:55 57.5 Gc",
                        "1:00 62.5 Uc",
                        "1:05 67.5 Uc",
                        "1:10 72.5 Uc",
                        "1:15 77.5 Uc",
                        "1:20 82.5 Gc",
                        "1:25 87.5 Gc",
                        "1:30 90 Ucp",
                        "1:35 - NoData");
    }

    @Test
    void shouldAverageOverTimeAsInAnnexA5ForHistorian2() {
        assertThat(Historian.second().results(Aggregate.TIME_AVERAGE, 0, 75, 5))
                .containsExactly(
                        "0:00 10.652 Ucp",
                        "0:05 12.391 Gc",
                        "0:10 14.565 Gc",
                        "0:15 16.739 Gc",
                        "0:20 18.913 Gc",
                        "0:25 23.682 Gc",
                        "0:30 27.045 Gc", // the annex rounds the bounds before it averages them
                        "0:35 29.273 Uc",
                        "0:40 30 Uc",
                        "0:45 42.5 Uc",
                        "0:50 49.45 Gc",
                        "0:55 52.75 Gc",
                        "1:00 55.25 Gc",
                        "1:05 57.75 Gc",
                        "1:10 59.8 Uc");
    }

    @Test
    void shouldAverageOverTimeInStepsAndByHalvesForHistorian3() {
        assertThat(Historian.third().results(Aggregate.TIME_AVERAGE, 0, 85, 5))
                .containsExactly(
                        "0:00 10 Gcp",
                        "0:05 10 Gc",
                        "0:10 10 Gc",
                        "0:15 10 Gc",
                        "0:20 10 Gc",
                        "0:25 22 Gc",
                        "0:30 25 Gc",
                        "0:35 26 Gc",
                        "0:40 - Bc",
                        "0:45 - Bc",
                        "0:50 46 Gc",
                        "0:55 50 Gc",
                        "1:00 50 Gc",
                        "1:05 50 Gc",
                        "1:10 56 Gc",
                        "1:15 - Bc",
                        "1:20 - Bc");
    }

    @Test
    void shouldAverageSamples() {
        assertThat(Historian.first().results(Aggregate.AVERAGE, 0, 100, 5))
                .startsWith("0:00 - NoData", "0:05 - NoData", "0:10 10 Gc", "0:15 - NoData", "0:20 20 Gc")
                .contains("0:40 - NoData", "0:50 50 Gc", "1:10 70 Uc", "1:20 80 Gc", "1:30 90 Gcp", "1:35 - NoData");
        check(Aggregate.AVERAGE, "10 Gcp", "22.5 Gc", "30 Uc", "45 Gc", "60 Uc", "80 Gcp", "- NoData");
    }

    @Test
    void shouldFindExtremes() {
        check(Aggregate.MINIMUM, "10 Gcp", "20 Gc", "30 Uc", "40 G", "60 Uc", "70 Gcp", "- NoData");
        check(Aggregate.MAXIMUM, "10 Gcp", "25 Gc", "30 Uc", "50 Gc", "60 Uc", "90 Gcp", "- NoData");
        check(Aggregate.RANGE, "0 Gcp", "5 Gc", "0 Uc", "10 Gc", "0 Uc", "20 Gcp", "- NoData");
    }

    @Test
    void shouldFindExtremesWithTheValuesAtTheEnds() {
        // at 0:16 16.087, at 0:32 26.818; towards the bad sample of 0:42 the 30 of 0:39 is held
        check(Aggregate.MINIMUM2, "10 Ucp", "16.087 Gc", "26.818 Uc", "40 Gc", "56 Uc", "70 Ucp", "- NoData");
        check(Aggregate.MAXIMUM2, "16.087 Ucp", "26.818 Gc", "40 Uc", "56 Gc", "60 Uc", "90 Ucp", "- NoData");
        check(Aggregate.RANGE2, "6.087 Ucp", "10.731 Gc", "13.182 Uc", "16 Gc", "4 Uc", "20 Ucp", "- NoData");
    }

    @Test
    void shouldCount() {
        check(Aggregate.COUNT, "1 Gcp", "2 Gc", "1 Uc", "2 Gc", "1 Uc", "3 Gcp", "- NoData");
        assertThat(Historian.first().results(Aggregate.COUNT, 10, 50, 5))
                .containsExactly(
                        "0:10 1 Gc",
                        "0:15 0 Gc",
                        "0:20 1 Gc",
                        "0:25 0 Gc",
                        "0:30 1 Gc",
                        "0:35 0 Gc",
                        "0:40 0 Bc",
                        "0:45 0 Gc");
    }

    @Test
    void shouldHandOverTheFirstAndTheLastSampleAsTheyAre() {
        assertThat(Historian.second().results(Aggregate.START, 0, 100, 16))
                .containsExactly(
                        "0:02 10 G", "0:25 20 G", "0:39 30 G", "0:48 40 G", "1:12 60 G", "1:23 70 G", "1:36 - NoData");
        assertThat(Historian.second().results(Aggregate.END, 0, 100, 16))
                .containsExactly(
                        "0:02 10 G", "0:28 25 G", "0:42 - B", "0:52 50 G", "1:17 70 U", "1:30 90 G", "1:36 - NoData");
    }

    @Test
    void shouldSayByHowMuchItChanged() {
        check(Aggregate.DELTA, "0 Gcp", "5 Gc", "0 Uc", "10 Gc", "0 Uc", "20 Gcp", "- NoData");
    }

    @Test
    void shouldSayHowLongItWasGood() {
        check(
                Aggregate.DURATION_GOOD,
                "14000 Gcp",
                "16000 Gc",
                "10000 Gc",
                "16000 Gc",
                "13000 Gc",
                "13000 Gcp",
                "- NoData");
        check(Aggregate.DURATION_BAD, "2000 Gcp", "0 Gc", "6000 Gc", "0 Gc", "3000 Gc", "3000 Gcp", "- NoData");
        check(Aggregate.PERCENT_GOOD, "87.5 Gcp", "100 Gc", "62.5 Gc", "100 Gc", "81.25 Gc", "81.25 Gcp", "- NoData");
        check(Aggregate.PERCENT_BAD, "12.5 Gcp", "0 Gc", "37.5 Gc", "0 Gc", "18.75 Gc", "18.75 Gcp", "- NoData");
    }

    @Test
    void shouldSayHowMuchItScatters() {
        check(
                Aggregate.STANDARD_DEVIATION_SAMPLE,
                "0 Gcp",
                "3.536 Gc",
                "0 Uc",
                "7.071 Gc",
                "0 Uc",
                "10 Gcp",
                "- NoData");
        check(
                Aggregate.STANDARD_DEVIATION_POPULATION,
                "0 Gcp",
                "2.5 Gc",
                "0 Uc",
                "5 Gc",
                "0 Uc",
                "8.165 Gcp",
                "- NoData");
    }

    @Test
    void shouldShowNothingAtBoundsInBadStretches() {
        assertThat(Historian.second().results(Aggregate.START_BOUND, 0, 100, 10))
                .containsExactly(
                        "0:00 - NoData",
                        "0:10 13.478 Gi",
                        "0:20 17.826 Gi",
                        "0:30 25.909 Gi",
                        "0:40 30 Ui",
                        "0:50 45 Gi",
                        "1:00 54 Gi",
                        "1:10 59 Gi",
                        "1:20 - NoData",
                        "1:30 90 G");
        assertThat(Historian.second().results(Aggregate.END_BOUND, 0, 50, 10))
                .containsExactly("0:00 13.478 Gi", "0:10 17.826 Gi", "0:20 25.909 Gi", "0:30 30 Ui", "0:40 45 Gi");
    }

    private static void check(Aggregate aggregate, String... cells) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            expected.add(String.format("%d:%02d ", i * 16 / 60, i * 16 % 60) + cells[i]);
        }
        // the last interval has 4 s instead of 16 s and lies behind the last sample
        assertThat(Historian.second().results(aggregate, 0, 100, 16)).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldShowTheValueBeforeTheSpanWhenItHasNotChangedSince() {
        Historian still = new Historian(false, true, 100).add(1, 7, Quality.GOOD);
        assertThat(still.results(Aggregate.TIME_AVERAGE, 100, 130, 10, 130))
                .containsExactly("1:40 7 Gc", "1:50 7 Gc", "2:00 7 Gc");
        assertThat(still.results(Aggregate.INTERPOLATIVE, 100, 130, 10, 130))
                .containsExactly("1:40 7 Gi", "1:50 7 Gi", "2:00 7 Gi");
        assertThat(still.results(Aggregate.MAXIMUM2, 100, 120, 10, 130)).containsExactly("1:40 7 Gc", "1:50 7 Gc");
        assertThat(still.results(Aggregate.COUNT, 100, 120, 10, 130)).containsExactly("1:40 0 Gc", "1:50 0 Gc");
        assertThat(still.results(Aggregate.AVERAGE, 100, 120, 10, 130))
                .containsExactly("1:40 - NoData", "1:50 - NoData");
    }

    @Test
    void shouldMarkTheIntervalAtTheEdgeOfWhatIsKnown() {
        Historian still = new Historian(false, true, 100).add(1, 7, Quality.GOOD);
        assertThat(still.results(Aggregate.TIME_AVERAGE, 0, 40, 10, 25))
                .containsExactly("0:00 7 Ucp", "0:10 7 Gc", "0:20 7 Ucp", "0:30 - NoData");
        assertThat(still.results(Aggregate.TIME_AVERAGE, 10, 25, 10, 25)).containsExactly("0:10 7 Gc", "0:20 7 Gcp");
    }

    @Test
    void shouldGiveNothingForABadStretch() {
        Historian broken = new Historian(true, true, 100)
                .add(0, 1, Quality.GOOD)
                .add(10, 0, Quality.BAD)
                .add(40, 2, Quality.GOOD);
        assertThat(broken.results(Aggregate.TIME_AVERAGE, 0, 50, 10, 50))
                .containsExactly("0:00 1 Uc", "0:10 - NoData", "0:20 - NoData", "0:30 - NoData", "0:40 2 Gc");
        assertThat(broken.results(Aggregate.MAXIMUM2, 10, 40, 10, 50))
                .containsExactly("0:10 - NoData", "0:20 - NoData", "0:30 2 Uc");
    }

    @Test
    void shouldTakeTheLastOfSamplesOfOneTime() {
        Historian twice = new Historian(false, true, 100)
                .add(0, 1, Quality.GOOD)
                .add(5, 2, Quality.GOOD)
                .add(5, 4, Quality.GOOD);
        assertThat(twice.results(Aggregate.TIME_AVERAGE, 0, 10, 10, 10)).containsExactly("0:00 2.5 Gc");
        assertThat(twice.results(Aggregate.COUNT, 0, 10, 10, 10)).containsExactly("0:00 3 Gc");
    }

    @Test
    void shouldMakeOneIntervalOfAll() {
        assertThat(Historian.first().results(Aggregate.AVERAGE, 0, 100, 0)).containsExactly("0:00 51.25 Ucp");
        assertThat(new Historian(true, true, 100).results(Aggregate.AVERAGE, 0, 100, 0))
                .containsExactly("0:00 - NoData");
    }

    @Test
    void shouldGiveTheSameFromCountsAsFromSamples() {
        long seed = Long.getLong("ringmain.seed", 4711L);
        SplittableRandom random = new SplittableRandom(seed);
        for (Aggregate aggregate : Aggregate.values()) {
            if (aggregate.kind() != Aggregate.Kind.VALUES) {
                continue;
            }
            AggregateQuery query = new AggregateQuery("A.B", aggregate, 0, 1000, 100, true, false, 100, 100);
            Aggregation whole = new Aggregation(query);
            Aggregation parts = new Aggregation(query);
            List<DataPoint> points = new ArrayList<>();
            for (long time = 3; time < 1000; time += 1 + random.nextInt(20)) {
                int status =
                        random.nextInt(5) == 0 ? random.nextBoolean() ? Quality.BAD : Quality.UNCERTAIN : Quality.GOOD;
                points.add(DataPoint.of(time, random.nextDouble(100), status));
            }
            points.forEach(whole::add);
            for (int i = 0; i < query.count(); i++) {
                List<DataPoint> inside = new ArrayList<>();
                for (DataPoint point : points) {
                    if (query.index(point.timeNs()) == i) {
                        inside.add(point);
                    }
                }
                int cut = random.nextInt(inside.size() + 1);
                if (cut > 0) {
                    parts.add(i, counted(inside.subList(0, cut)));
                }
                inside.subList(cut, inside.size()).forEach(parts::add);
            }
            List<AggregateValue> expected = whole.finish(1000);
            List<AggregateValue> actual = parts.finish(1000);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(Historian.shown(actual.get(i)))
                        .as("seed " + seed + " " + aggregate + " " + i)
                        .isEqualTo(Historian.shown(expected.get(i)));
            }
        }
    }

    private static Statistics counted(List<DataPoint> points) {
        List<DataPoint> usable =
                points.stream().filter(point -> !Quality.isBad(point.status())).toList();
        double mean = usable.stream().mapToDouble(DataPoint::number).average().orElse(0);
        DataPoint first = points.get(0);
        DataPoint last = points.get(points.size() - 1);
        return new Statistics(
                usable.stream().filter(point -> Quality.isGood(point.status())).count(),
                usable.stream()
                        .filter(point -> Quality.isUncertain(point.status()))
                        .count(),
                points.size() - usable.size(),
                mean,
                usable.stream()
                        .mapToDouble(point -> (point.number() - mean) * (point.number() - mean))
                        .sum(),
                usable.stream().mapToDouble(DataPoint::number).min().orElse(Double.NaN),
                usable.stream().mapToDouble(DataPoint::number).max().orElse(Double.NaN),
                first,
                !Quality.isBad(first.status()),
                last,
                !Quality.isBad(last.status()),
                usable.isEmpty() ? Double.NaN : usable.get(0).number(),
                usable.isEmpty() ? Double.NaN : usable.get(usable.size() - 1).number());
    }
}
