package io.ringmain.perf.report;

import static io.ringmain.perf.plot.Svg.escape;

import io.ringmain.perf.plot.Numbers;
import io.ringmain.perf.plot.PlotStyle;
import io.ringmain.perf.plot.RunStrip;
import io.ringmain.perf.plot.ShareBar;
import io.ringmain.perf.plot.Svg;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as one page: no script, nothing from elsewhere, well-formed XML too. */
final class HtmlReport {
    private final Report report;
    private final Map<String, Svg> flames;
    private final StringBuilder page = new StringBuilder();

    /** @param flames flame graphs by suite */
    private HtmlReport(Report report, Map<String, Svg> flames) {
        this.report = report;
        this.flames = flames;
    }

    static String of(Report report, Map<String, Svg> flames) {
        HtmlReport html = new HtmlReport(report, flames);
        html.head();
        html.host();
        html.targets();
        html.limits();
        html.hotspots();
        report.suites().forEach(html::suite);
        html.log();
        html.runs();
        html.page.append("</main></body></html>\n");
        return html.page.toString();
    }

    private void head() {
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
                .append("<title>Ringmain, measured</title><style>")
                .append(PlotStyle.VARIABLES)
                .append(PlotStyle.PLOTS)
                .append(PageStyle.CSS)
                .append("</style></head><body><header><h1>Ringmain, measured</h1><p class=\"verdict\">")
                .append(escape(Verdict.of(report)))
                .append("</p><nav aria-label=\"Contents\"><a href=\"#machine\">Machine</a>")
                .append("<a href=\"#targets\">Targets</a>")
                .append(hasLimits() ? "<a href=\"#limits\">Limits</a>" : "")
                .append(report.hotspots().isEmpty() ? "" : "<a href=\"#why\">Why missed</a>");
        report.suites()
                .forEach(suite -> page.append("<a href=\"#suite-" + escape(suite.name()) + "\">")
                        .append(escape(suite.name()))
                        .append("</a>"));
        page.append("<a href=\"#log\">What was run</a><a href=\"#runs\">All runs</a></nav></header><main>");
        page.append(
                        "<p class=\"how\">A value is the median of its runs, unless its suite says otherwise. The strip beside it ")
                .append(
                        "has a dot for every run, the first on top, from half of the value to twice the value; the line is ")
                .append("the value, the dashed one the target. Only figures of one report can be compared.</p>");
    }

    private void host() {
        page.append("<section id=\"machine\"><h2>Machine</h2><table class=\"host\"><tbody>");
        HostLines.of(report)
                .forEach((name, value) -> page.append("<tr><th scope=\"row\">")
                        .append(escape(name))
                        .append("</th><td>")
                        .append(escape(value))
                        .append("</td></tr>"));
        page.append("</tbody></table></section>");
    }

    private void targets() {
        page.append("<section id=\"targets\"><h2>Targets</h2>");
        List<Figure> judged = report.figures().stream()
                .filter(figure -> figure.target() != null)
                .toList();
        List<Figure> missed = judged.stream()
                .filter(figure -> Boolean.FALSE.equals(figure.met()))
                .toList();
        if (judged.isEmpty()) {
            page.append("<p>None of what was measured has a target.</p>");
        }
        if (!missed.isEmpty()) {
            page.append("<h3>Missed</h3>");
            table(missed, false);
        }
        List<Figure> others = judged.stream()
                .filter(figure -> !Boolean.FALSE.equals(figure.met()) && Targets.isListed(figure))
                .toList();
        if (!others.isEmpty()) {
            page.append("<h3>Met, or not for this machine</h3>");
            table(others, false);
        }
        long allocations = judged.size() - missed.size() - others.size();
        if (allocations > 0) {
            page.append("<p class=\"soft\">").append(allocations).append(" more are met: ");
            page.append("bytes allocated an operation, which stand beside their figures below.</p>");
        }
        page.append("</section>");
    }

    private boolean hasLimits() {
        return report.figures().stream().anyMatch(figure -> figure.share() != null);
    }

    private void limits() {
        if (!hasLimits()) {
            return;
        }
        page.append(
                        "<section id=\"limits\"><h2>Beside the limits of this machine</h2><div class=\"wide\"><table><thead><tr>")
                .append(
                        "<th scope=\"col\">figure</th><th scope=\"col\" class=\"n\">ours</th><th scope=\"col\">limit</th>")
                .append("<th scope=\"col\" class=\"n\">limit</th><th scope=\"col\" class=\"n\">share</th>")
                .append("<th scope=\"col\"></th></tr></thead><tbody>");
        for (Figure figure : report.figures()) {
            if (figure.share() != null) {
                Figure limit = report.figure(figure.limit());
                page.append("<tr><th scope=\"row\">").append(escape(figure.name()));
                number(figure);
                page.append("<td>").append(escape(figure.limit())).append("</td><td class=\"n\">");
                page.append(limit == null ? "" : Numbers.of(limit.value()) + " " + escape(limit.unit()));
                page.append("</td><td class=\"n\">").append(Numbers.percent(figure.share()));
                page.append("</td><td>")
                        .append(ShareBar.draw(figure.share()).inline())
                        .append("</td></tr>");
            }
        }
        page.append("</tbody></table></div></section>");
    }

    private void number(Figure figure) {
        page.append("</th><td class=\"n\"><b>")
                .append(Numbers.of(figure.value()))
                .append("</b> ");
        page.append("<span class=\"unit\">").append(escape(figure.unit())).append("</span></td>");
    }

    private void hotspots() {
        if (report.hotspots().isEmpty()) {
            return;
        }
        page.append(
                        "<section id=\"why\"><h2>Why targets are missed</h2><p class=\"how\">Each of these suites ran once more, ")
                .append(
                        "short, with a profiler; its figures are not shown. Threads of the JVM are left out of the tables.</p>");
        for (Hotspots spots : report.hotspots()) {
            page.append("<h3>").append(escape(spots.suite())).append("</h3><p>Missed: ");
            page.append(escape(String.join(", ", spots.missed()))).append(". ");
            if (spots.failure() != null) {
                page.append("No profile: ").append(escape(spots.failure())).append("</p>");
                continue;
            }
            page.append(escape(spots.profiler()))
                    .append(", ")
                    .append(spots.samples())
                    .append(" samples; ");
            page.append(Numbers.of(spots.ownPercent())).append(" % more were the JVM's own threads. Files: ");
            page.append(spots.files().stream()
                            .map(file -> "<a href=\"" + escape(file) + "\">" + escape(file) + "</a>")
                            .collect(Collectors.joining(", ")))
                    .append(".</p><div class=\"wide\"><table><thead><tr><th scope=\"col\">method</th>")
                    .append(
                            "<th scope=\"col\" class=\"n\">self</th><th scope=\"col\" class=\"n\">with what it calls</th>")
                    .append("</tr></thead><tbody>");
            for (Hotspots.Frame frame : spots.frames()) {
                page.append("<tr><th scope=\"row\">")
                        .append(escape(frame.name()))
                        .append("</th><td class=\"n\">");
                page.append(Numbers.of(frame.selfPercent())).append(" %</td><td class=\"n\">");
                page.append(Numbers.of(frame.totalPercent())).append(" %</td></tr>");
            }
            page.append("</tbody></table></div>");
            if (flames.containsKey(spots.suite())) {
                page.append("<div class=\"wide\">")
                        .append(flames.get(spots.suite()).inline())
                        .append("</div>");
            }
        }
        page.append("</section>");
    }

    private void suite(SuiteRun suite) {
        page.append("<section id=\"suite-").append(escape(suite.name())).append("\"><h2>");
        page.append(escape(suite.name())).append("</h2><p class=\"how\">").append(escape(suite.description()));
        page.append("</p>");
        if (suite.failure() != null) {
            page.append("<p class=\"failure\">Not measured: ")
                    .append(escape(suite.failure()))
                    .append("</p>");
        }
        List<Figure> figures = report.of(suite);
        List<Figure> single = Distributions.others(figures);
        if (!single.isEmpty()) {
            table(single, true);
        }
        page.append("<div class=\"plots\">");
        SuitePlots.of(report, suite)
                .values()
                .forEach(plot -> page.append("<figure>").append(plot.inline()).append("</figure>"));
        page.append("</div>");
        Map<String, Map<String, Figure>> distributions = Distributions.of(figures);
        if (!distributions.isEmpty()) {
            distributions(distributions);
        }
        page.append("</section>");
    }

    private void table(List<Figure> figures, boolean isBeside) {
        page.append("<div class=\"wide\"><table><thead><tr><th scope=\"col\">figure</th>")
                .append("<th scope=\"col\" class=\"n\">value</th><th scope=\"col\" class=\"n\">smallest - largest</th>")
                .append("<th scope=\"col\">runs</th><th scope=\"col\">target</th>")
                .append("<th scope=\"col\">beside</th></tr></thead><tbody>");
        if (isBeside) {
            Rows.of(figures).forEach((figure, beside) -> row(figure, Rows.words(beside, figure)));
        } else {
            figures.forEach(figure -> row(figure, ""));
        }
        page.append("</tbody></table></div>");
    }

    private void row(Figure figure, String beside) {
        page.append("<tr><th scope=\"row\">").append(escape(figure.name()));
        number(figure);
        page.append("<td class=\"n\">").append(Numbers.of(figure.min())).append(" - ");
        page.append(Numbers.of(figure.max()))
                .append(" <span class=\"unit\">(")
                .append(figure.runs().size());
        page.append(")</span></td><td>");
        page.append(RunStrip.draw(figure.name(), figure.value(), figure.runs(), figure.target(), figure.met())
                .inline());
        page.append("</td><td>").append(verdict(figure)).append("</td><td class=\"notes\">");
        page.append(escape(Stream.of(Targets.share(figure), beside)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "))));
        page.append("</td></tr>");
        if (figure.note() != null) {
            page.append("<tr class=\"note\"><td colspan=\"6\">").append(escape(figure.note()));
            page.append("</td></tr>");
        }
    }

    private static String verdict(Figure figure) {
        if (figure.target() == null) {
            return "";
        }
        String style = figure.met() == null ? "open" : figure.met() ? "met" : "missed";
        String mark = figure.met() == null ? "" : figure.met() ? "✓ " : "✗ ";
        return escape(Targets.wanted(figure)).replace("&gt;=", "≥").replace("&lt;=", "≤") + " <span class=\"" + style
                + "\">" + mark + Targets.judged(figure).toLowerCase(Locale.ROOT) + "</span>";
    }

    private void distributions(Map<String, Map<String, Figure>> distributions) {
        page.append("<div class=\"wide\"><table><thead><tr><th scope=\"col\">microseconds, median of windows</th>");
        ReportTable.PERCENTILES.forEach(end -> page.append("<th scope=\"col\" class=\"n\">")
                .append(end.substring(1))
                .append("</th>"));
        page.append("</tr></thead><tbody>");
        distributions.forEach((name, byEnd) -> {
            page.append("<tr><th scope=\"row\">").append(escape(name)).append("</th>");
            for (String end : ReportTable.PERCENTILES) {
                Figure figure = byEnd.get(end);
                page.append("<td class=\"n\">");
                if (figure != null) {
                    page.append("<b>").append(Numbers.of(figure.value())).append("</b><br/><span class=\"unit\">");
                    page.append(Numbers.of(figure.min())).append(" - ").append(Numbers.of(figure.max()));
                    page.append("</span>");
                }
                page.append("</td>");
            }
            page.append("</tr>");
        });
        page.append("</tbody></table></div>");
    }

    private void log() {
        page.append("<section id=\"log\"><h2>What was run</h2><div class=\"wide\"><table><thead><tr>")
                .append("<th scope=\"col\">suite</th><th scope=\"col\" class=\"n\">seconds</th>")
                .append("<th scope=\"col\" class=\"n\">expected</th><th scope=\"col\">result</th></tr></thead><tbody>");
        for (SuiteRun suite : report.suites()) {
            page.append("<tr><th scope=\"row\">").append(escape(suite.name())).append("</th><td class=\"n\">");
            page.append(Numbers.of(suite.seconds()))
                    .append("</td><td class=\"n\">")
                    .append(suite.expectedSeconds());
            page.append("</td><td>");
            page.append(
                    suite.failure() == null
                            ? suite.figures().size() + " figures"
                            : "<span class=\"missed\">not measured: " + escape(suite.failure()) + "</span>");
            page.append("</td></tr>");
        }
        page.append("</tbody></table></div></section>");
    }

    private void runs() {
        page.append(
                        "<section id=\"runs\"><h2>All runs</h2><details><summary>Every value of every run, in its order</summary>")
                .append("<div class=\"wide\"><table><tbody>");
        for (Figure figure : report.figures()) {
            page.append("<tr><th scope=\"row\">").append(escape(figure.name())).append("</th><td>");
            page.append(escape(figure.unit())).append("</td><td class=\"all\">");
            page.append(figure.runs().stream().map(Numbers::of).collect(Collectors.joining(" &#183; ")));
            page.append("</td></tr>");
        }
        page.append("</tbody></table></div></details></section>");
    }
}
