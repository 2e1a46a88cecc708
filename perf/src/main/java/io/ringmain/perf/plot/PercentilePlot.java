package io.ringmain.perf.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Distributions of times: each place to the right is ten times as rare, up to the greatest value seen. */
public final class PercentilePlot {
    private PercentilePlot() {}

    /**
     * @param series x is the number of the label, y microseconds
     * @param labels of the places, from left to right
     */
    public static Svg draw(String title, List<Series> series, List<String> labels) {
        List<LinePlot.Place> places = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            places.add(new LinePlot.Place(i, labels.get(i)));
        }
        double last = Math.max(1, labels.size() - 1);
        return LinePlot.draw(
                title,
                "percentile; the band is the range of the windows",
                series,
                places,
                (x, begin, end) -> begin + (end - begin) * x / last,
                PercentilePlot::time);
    }

    static String time(double us) {
        if (us >= 999_500) {
            return number(us / 1e6) + " s";
        }
        if (us >= 999.5) {
            return number(us / 1e3) + " ms";
        }
        return us < 0.9995 ? number(us * 1e3) + " ns" : number(us) + " µs";
    }

    private static String number(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
