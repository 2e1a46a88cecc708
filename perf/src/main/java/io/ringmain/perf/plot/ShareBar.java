package io.ringmain.perf.plot;

/** How much of a limit is reached, from nothing to all of it. */
public final class ShareBar {
    private static final double WIDTH = 90;
    private static final double HEIGHT = 10;

    private ShareBar() {}

    public static Svg draw(double share) {
        Svg svg = new Svg(WIDTH, HEIGHT, Numbers.percent(share) + " of the limit");
        svg.box(0, 1, WIDTH, HEIGHT - 2, "track", null);
        svg.box(0, 1, WIDTH * Math.max(0, Math.min(1, share)), HEIGHT - 2, "f0", null);
        return svg;
    }
}
