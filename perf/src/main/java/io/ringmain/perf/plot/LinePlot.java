package io.ringmain.perf.plot;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Lines over an axis with named places, values by their logarithm: medians with marks, and the range of the runs as a band.
 * The legend stands above, as wide as it needs.
 */
final class LinePlot {
    private static final double WIDTH = 480;
    private static final double PLOT_HEIGHT = 230;
    private static final double LEFT = 62;
    private static final double RIGHT = 18;
    private static final double BOTTOM = 44;
    private static final double TITLE = 24;
    private static final double LEGEND_ROW = 18;
    private static final double LETTER = 6.4;

    private LinePlot() {}

    /** A place on the horizontal axis. */
    record Place(double x, String label) {}

    /** What a position on the horizontal axis is in pixels, given its two ends in pixels. */
    interface Across {
        double at(double x, double begin, double end);
    }

    /**
     * @param across where values of x are drawn
     * @param valueLabel how a value of y is written at its axis
     */
    static Svg draw(
            String title,
            String below,
            List<Series> series,
            List<Place> places,
            Across across,
            DoubleFunction<String> valueLabel) {
        double top = TITLE + LEGEND_ROW * legend(null, series, 0) + 10;
        double bottom = top + PLOT_HEIGHT;
        double end = WIDTH - RIGHT;
        Svg svg = new Svg(WIDTH, bottom + BOTTOM, title + ": " + words(series, valueLabel));
        svg.text(0, 14, "start", "strong", title);
        legend(svg, series, TITLE + 11);
        LogAxis values = new LogAxis(least(series), greatest(series), bottom, top);
        for (double tick : values.ticks()) {
            svg.line(LEFT, values.at(tick), end, values.at(tick), "grid");
            svg.text(LEFT - 7, values.at(tick) + 4, "end", "soft small", valueLabel.apply(tick));
        }
        for (Place place : places) {
            double x = across.at(place.x(), LEFT + 10, end - 10);
            svg.line(x, top, x, bottom, "grid");
            svg.text(x, bottom + 17, "middle", "soft small", place.label());
        }
        svg.line(LEFT, bottom, end, bottom, "axis");
        svg.text((LEFT + end) / 2, bottom + 36, "middle", "soft small", below);
        for (int i = 0; i < series.size(); i++) {
            lines(svg, series.get(i), i, values, across, end);
        }
        return svg;
    }

    private static void lines(Svg svg, Series series, int number, LogAxis values, Across across, double end) {
        StringBuilder line = new StringBuilder();
        StringBuilder band = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (Series.Point point : series.points()) {
            double x = across.at(point.x(), LEFT + 10, end - 10);
            line.append(to(line.isEmpty() ? "M" : "L", x, values.at(point.y())));
            band.append(to(band.isEmpty() ? "M" : "L", x, values.at(point.high())));
            back.insert(0, to("L", x, values.at(Math.max(point.low(), Double.MIN_NORMAL))));
        }
        svg.path(band.append(back).append("Z").toString(), "band " + Marker.fill(number));
        svg.path(line.toString(), Marker.line(number) + (series.isReference() ? " dash" : ""));
        for (Series.Point point : series.points()) {
            Marker.draw(svg, across.at(point.x(), LEFT + 10, end - 10), values.at(point.y()), number);
        }
    }

    /** Draws it, or only counts its rows. */
    private static int legend(Svg svg, List<Series> series, double y) {
        double x = 8;
        int row = 0;
        for (int i = 0; i < series.size(); i++) {
            double width = 26 + LETTER * series.get(i).name().length();
            if (x > 8 && x + width > WIDTH) {
                x = 8;
                row++;
            }
            if (svg != null) {
                double at = y + row * LEGEND_ROW;
                Marker.draw(svg, x, at - 4, i);
                svg.text(x + 10, at, "start", "small", series.get(i).name());
            }
            x += width;
        }
        return row + 1;
    }

    private static String to(String command, double x, double y) {
        return String.format(Locale.ROOT, "%s%.1f %.1f", command, x, y);
    }

    private static double least(List<Series> series) {
        return series.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point.low() > 0 ? point.low() : point.y())
                .min()
                .orElse(1);
    }

    private static double greatest(List<Series> series) {
        return series.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Series.Point::high)
                .max()
                .orElse(10);
    }

    private static String words(List<Series> series, DoubleFunction<String> valueLabel) {
        StringBuilder words = new StringBuilder();
        for (Series line : series) {
            Series.Point first = line.points().get(0);
            Series.Point last = line.points().get(line.points().size() - 1);
            words.append(words.isEmpty() ? "" : "; ")
                    .append(line.name())
                    .append(" from ")
                    .append(valueLabel.apply(first.y()))
                    .append(" to ")
                    .append(valueLabel.apply(last.y()));
        }
        return words.toString();
    }
}
