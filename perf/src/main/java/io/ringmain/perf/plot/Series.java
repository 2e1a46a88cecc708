package io.ringmain.perf.plot;

import java.util.List;

/**
 * A line of a plot.
 *
 * @param isReference a limit or an idle run, drawn dashed
 */
public record Series(String name, List<Point> points, boolean isReference) {
    /**
     * @param low smallest run
     * @param high greatest run
     */
    public record Point(double x, double y, double low, double high) {}

    public Series {
        points = List.copyOf(points);
    }
}
