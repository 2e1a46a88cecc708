package io.ringmain.perf.plot;

import java.util.Locale;

/** One drawing as text; sizes in CSS pixels. Colours come by class from {@link PlotStyle}. */
public final class Svg {
    private final double width;
    private final double height;
    private final String label;
    private final StringBuilder body = new StringBuilder();

    /** @param label what is drawn, for those who do not see it */
    Svg(double width, double height, String label) {
        this.width = width;
        this.height = height;
        this.label = label;
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        body.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                style));
        return this;
    }

    Svg path(String data, String style) {
        body.append("<path d=\"")
                .append(data)
                .append("\" class=\"")
                .append(style)
                .append("\"/>");
        return this;
    }

    /** @param title shown when it is pointed at, null for none */
    Svg box(double x, double y, double w, double h, String style, String title) {
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"",
                x,
                y,
                Math.max(w, 0),
                h,
                style));
        body.append(title == null ? "/>" : "><title>" + escape(title) + "</title></rect>");
        return this;
    }

    Svg dot(double x, double y, double radius, String style, String title) {
        body.append(String.format(
                Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"", x, y, radius, style));
        body.append(title == null ? "/>" : "><title>" + escape(title) + "</title></circle>");
        return this;
    }

    /** @param anchor start, middle or end */
    Svg text(double x, double y, String anchor, String style, String text) {
        body.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">",
                        x,
                        y,
                        anchor,
                        style))
                .append(escape(text))
                .append("</text>");
        return this;
    }

    /** For a page that has the style. */
    public String inline() {
        return head() + body + "</svg>";
    }

    /** For a file of its own. */
    public String standalone() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + head() + "<style>" + PlotStyle.VARIABLES
                + PlotStyle.PLOTS + "</style><rect width=\"100%\" height=\"100%\" class=\"paper\"/>" + body
                + "</svg>\n";
    }

    private String head() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"img\" aria-label=\"%s\" "
                        + "viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">",
                escape(label),
                width,
                height,
                width,
                height);
    }

    /** Text for XML and HTML, in content and in attributes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isAllowed(c) ? c : '\uFFFD');
            }
        }
        return escaped.toString();
    }

    private static boolean isAllowed(char c) {
        return c >= ' ' && c != '\uFFFE' && c != '\uFFFF' || c == '\n' || c == '\t';
    }
}
