package io.ringmain.perf.plot;

import java.util.List;

/**
 * The runs of a figure as dots from half to twice its value, so that strips can be compared with each other: the first run
 * is on top. What is further off stands at the edge.
 */
public final class RunStrip {
    private static final double WIDTH = 170;
    private static final double HEIGHT = 26;
    private static final double MARGIN = 7;
    private static final double LOG_RANGE = Math.log(2);

    private RunStrip() {}

    /** @param target dashed, null for none; {@code isMet} colours it */
    public static Svg draw(String name, double value, List<Double> runs, Double target, Boolean isMet) {
        Svg svg = new Svg(
                WIDTH,
                HEIGHT,
                name + ": " + runs.size() + " runs around " + Numbers.of(value) + ", half to twice of it");
        svg.line(MARGIN, HEIGHT / 2, WIDTH - MARGIN, HEIGHT / 2, "grid");
        double middle = at(value, value);
        svg.line(middle, 2, middle, HEIGHT - 2, "median");
        if (target != null) {
            double x = at(target, value);
            svg.line(x, 1, x, HEIGHT - 1, isMet == null ? "target open" : isMet ? "target met" : "target");
        }
        double step = runs.size() > 1 ? (HEIGHT - 10) / (runs.size() - 1) : 0;
        for (int run = 0; run < runs.size(); run++) {
            double y = runs.size() > 1 ? 5 + run * step : HEIGHT / 2;
            svg.dot(at(runs.get(run), value), y, 2.6, "f0 run", Numbers.of(runs.get(run)));
        }
        return svg;
    }

    private static double at(double x, double value) {
        double off = value == x ? 0 : x <= 0 || value <= 0 ? Math.signum(x - value) : Math.log(x / value) / LOG_RANGE;
        return WIDTH / 2 + Math.max(-1, Math.min(1, off)) * (WIDTH / 2 - MARGIN);
    }
}
