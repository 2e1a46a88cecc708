package io.ringmain.perf.plot;

import java.util.List;

/** Amounts beside each other, from zero, with the range of their runs. */
public final class BarPlot {
    private static final double WIDTH = 760;
    private static final double LABELS = 230;
    private static final double VALUES = 130;
    private static final double ROW = 26;
    private static final double TITLE = 26;

    private BarPlot() {}

    /**
     * @param isOurs whether it is Ringmain's; limits and others are grey
     * @param low smallest run
     * @param high greatest run
     */
    public record Bar(String name, double value, double low, double high, boolean isOurs) {}

    public static Svg draw(String title, String unit, List<Bar> bars) {
        StringBuilder words = new StringBuilder(title);
        bars.forEach(bar -> words.append("; ")
                .append(bar.name())
                .append(' ')
                .append(Numbers.of(bar.value()))
                .append(' ')
                .append(unit));
        Svg svg = new Svg(WIDTH, TITLE + ROW * bars.size() + 6, words.toString());
        svg.text(0, 14, "start", "strong", title);
        double greatest = bars.stream()
                .mapToDouble(bar -> Math.max(bar.value(), bar.high()))
                .max()
                .orElse(1);
        double scale = (WIDTH - LABELS - VALUES) / (greatest > 0 ? greatest : 1);
        double y = TITLE;
        for (Bar bar : bars) {
            double middle = y + ROW / 2;
            svg.text(LABELS - 10, middle + 4, "end", bar.isOurs() ? "" : "soft", bar.name());
            svg.box(LABELS, y + 5, bar.value() * scale, ROW - 10, bar.isOurs() ? "f0" : "other", null);
            if (bar.high() > bar.low()) {
                svg.line(LABELS + bar.low() * scale, middle, LABELS + bar.high() * scale, middle, "whisker");
                svg.line(LABELS + bar.low() * scale, middle - 4, LABELS + bar.low() * scale, middle + 4, "whisker");
                svg.line(LABELS + bar.high() * scale, middle - 4, LABELS + bar.high() * scale, middle + 4, "whisker");
            }
            double end = LABELS + Math.max(bar.value(), bar.high()) * scale;
            svg.text(end + 8, middle + 4, "start", "small", Numbers.of(bar.value()) + " " + unit);
            y += ROW;
        }
        svg.line(LABELS, TITLE, LABELS, y, "axis");
        return svg;
    }
}
