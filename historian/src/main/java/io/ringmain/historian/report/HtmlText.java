package io.ringmain.historian.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Builds one page of headings, tables and bars; every text is escaped. Light or dark as the reader's system is, readable
 * without colours and by screen readers.
 *
 * <p>Thread: its owner.
 */
final class HtmlText {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --line: #8886; --bar: #2b6cb0; --met: #1b6e3c; --near: #8a5a00; --not: #b3261e }
            @media (prefers-color-scheme: dark) { :root { --bar: #7fb2e5; --met: #7ed49b; --near: #f0bd62; --not: #ff9d94 } }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; width: 100%%; margin: 0 0 2rem }
            caption { text-align: left; font-weight: 600; font-size: 1.15rem; padding: .5rem 0 }
            th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
            td { font-variant-numeric: tabular-nums } th { overflow-wrap: anywhere }
            tr.met td:last-child { color: var(--met) } tr.acceptable td:last-child { color: var(--near) }
            tr.not_met td:last-child { color: var(--not); font-weight: 600 }
            .note { border-left: 4px solid var(--near); padding-left: .75rem }
            figure { margin: 0 0 2rem } figcaption { font-weight: 600 } svg { width: 100%%; height: 8rem } svg.lanes { height: 2.5rem; background: #8882 } rect { fill: var(--bar) }
            </style>
            </head>
            <body>
            <main>
            """;
    private static final int BAR_HEIGHT = 100;
    private static final int LANE_WIDTH = 1000;
    private static final int LANE_HEIGHT = 12;

    private final StringBuilder text = new StringBuilder();

    void element(String name, String content) {
        text.append('<').append(name).append('>').append(escaped(content));
        end(name);
    }

    void element(String name, String type, String content) {
        text.append('<')
                .append(name)
                .append(" class=\"")
                .append(type)
                .append("\">")
                .append(escaped(content));
        end(name);
    }

    private void end(String name) {
        text.append("</").append(name).append(">\n");
    }

    void table(String caption, String... columns) {
        text.append("<table>\n<caption>").append(escaped(caption)).append("</caption>\n<thead><tr>");
        for (String column : columns) {
            text.append("<th scope=\"col\">").append(escaped(column)).append("</th>");
        }
        text.append("</tr></thead>\n<tbody>\n");
    }

    /** @param type class of the row, empty for none; the first cell is its heading */
    void row(String type, String... cells) {
        text.append(type.isEmpty() ? "<tr>" : "<tr class=\"" + type + "\">");
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "<th scope=\"row\">" : "<td>")
                    .append(escaped(cells[i]))
                    .append(i == 0 ? "</th>" : "</td>");
        }
        text.append("</tr>\n");
    }

    void endTable() {
        text.append("</tbody>\n</table>\n");
    }

    /** Bars side by side, each with its number and label as a tooltip. */
    void bars(String caption, long[] values, List<String> labels) {
        long most = 1;
        for (long value : values) {
            most = Math.max(most, value);
        }
        text.append("<figure>\n<figcaption>").append(escaped(caption)).append("</figcaption>\n");
        text.append("<svg role=\"img\" preserveAspectRatio=\"none\" viewBox=\"0 0 ")
                .append(values.length)
                .append(' ')
                .append(BAR_HEIGHT)
                .append("\" aria-label=\"")
                .append(escaped(caption))
                .append("\">\n");
        for (int i = 0; i < values.length; i++) {
            long height = (values[i] * BAR_HEIGHT + most - 1) / most;
            text.append("<rect x=\"")
                    .append(i)
                    .append("\" y=\"")
                    .append(BAR_HEIGHT - height)
                    .append("\" width=\"0.9\" height=\"")
                    .append(height)
                    .append("\"><title>")
                    .append(escaped(labels.get(i) + ": " + values[i]))
                    .append("</title></rect>\n");
        }
        text.append("</svg>\n</figure>\n");
    }

    /** A stretch of time in a lane, with its tooltip. */
    record Span(long fromNs, long toNs, String label) {}

    /** Lanes of stretches of time, one below the other. */
    void lanes(String caption, List<List<Span>> lanes, long fromNs, long toNs) {
        double length = Math.max(1, toNs - fromNs);
        text.append("<figure>\n<figcaption>").append(escaped(caption)).append("</figcaption>\n");
        text.append("<svg class=\"lanes\" role=\"img\" preserveAspectRatio=\"none\" viewBox=\"0 0 ")
                .append(LANE_WIDTH)
                .append(' ')
                .append(lanes.size() * LANE_HEIGHT)
                .append("\" aria-label=\"")
                .append(escaped(caption))
                .append("\">\n");
        for (int lane = 0; lane < lanes.size(); lane++) {
            for (Span span : lanes.get(lane)) {
                double x = LANE_WIDTH * Math.max(0, Math.min(1, (span.fromNs() - fromNs) / length));
                double end = LANE_WIDTH * Math.max(0, Math.min(1, (span.toNs() - fromNs) / length));
                text.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\"><title>%s</title></rect>%n",
                        x,
                        lane * LANE_HEIGHT + 1,
                        Math.max(1, end - x),
                        LANE_HEIGHT - 2,
                        escaped(span.label())));
            }
        }
        text.append("</svg>\n</figure>\n");
    }

    String page(String title) {
        return HEAD.formatted(escaped(title)) + text + "</main>\n</body>\n</html>\n";
    }

    private static String escaped(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** To the second, UTC. */
    static String time(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, 1_000_000_000L))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** The two largest units that it has: {@code 3 d 4 h}, {@code 12 s}, {@code 250 ms}. */
    static String duration(long ns) {
        Duration duration = Duration.ofNanos(Math.max(0, ns));
        if (duration.toDays() > 0) {
            return two(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        if (duration.toMinutes() > 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return duration.toSeconds() > 0
                ? duration.toSeconds() + "." + duration.toMillisPart() / 100 + " s"
                : duration.toMillis() + " ms";
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** Without decimals that say nothing. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }
}
