package io.ringmain.perf.plot;

import java.util.Locale;

/** The mark of a series: a shape and a colour, so that neither is needed alone. */
final class Marker {
    private static final String[] SHAPES = {
        "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", // circle
        "m-3.6 -3.6h7.2v7.2h-7.2z", // square
        "m0 -5l5 5l-5 5l-5 -5z", // diamond
        "m0 -4.6l4.8 8.2h-9.6z", // triangle
        "m0 4.6l4.8 -8.2h-9.6z", // triangle, point down
        "m-4.5 -1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3z" // cross
    };

    private Marker() {}

    static void draw(Svg svg, double x, double y, int series) {
        svg.path(String.format(Locale.ROOT, "M%.1f %.1f", x, y) + SHAPES[series % SHAPES.length], fill(series));
    }

    static String fill(int series) {
        return "f" + series % PlotStyle.SERIES;
    }

    static String line(int series) {
        return "l l" + series % PlotStyle.SERIES;
    }
}
