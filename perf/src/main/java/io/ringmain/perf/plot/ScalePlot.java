package io.ringmain.perf.plot;

import java.util.List;

/** What grows with what: both axes by their logarithms, so that a straight line is a power and a level one is constant. */
public final class ScalePlot {
    private ScalePlot() {}

    /** @param below what x is */
    public static Svg draw(String title, String below, List<Series> series) {
        List<Double> xs = series.stream()
                .flatMap(line -> line.points().stream())
                .map(Series.Point::x)
                .distinct()
                .sorted()
                .toList();
        double least = xs.get(0);
        double greatest = Math.max(xs.get(xs.size() - 1), least * 10);
        LogAxis unit = new LogAxis(least, greatest, 0, 1);
        List<LinePlot.Place> places = unit.ticks().stream()
                .map(tick -> new LinePlot.Place(tick, Numbers.brief(tick)))
                .toList();
        return LinePlot.draw(
                title, below, series, places, (x, begin, end) -> begin + (end - begin) * unit.at(x), Numbers::brief);
    }
}
