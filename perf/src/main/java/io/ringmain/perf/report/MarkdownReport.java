package io.ringmain.perf.report;

import io.ringmain.perf.plot.Numbers;
import io.ringmain.perf.plot.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as Markdown with tables, which every forge shows; plots are files beside it. */
final class MarkdownReport {
    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
    }

    /** @param flames suites that have a flame graph */
    static String of(Report report, Map<String, Svg> flames) {
        MarkdownReport markdown = new MarkdownReport(report);
        markdown.head();
        markdown.targets();
        markdown.limits();
        markdown.hotspots(flames);
        report.suites().forEach(markdown::suite);
        markdown.log();
        markdown.runs();
        return markdown.text.toString();
    }

    private void head() {
        text.append("# Ringmain, measured\n\n**")
                .append(escape(Verdict.of(report)))
                .append("**\n\n");
        text.append(
                "A value is the median of its runs, unless its suite says otherwise. Only figures of one report can be ");
        text.append("compared.\n\n## Machine\n\n");
        row("what", "value");
        row("---", "---");
        HostLines.of(report).forEach((name, value) -> row(name, escape(value)));
    }

    private void targets() {
        List<Figure> judged = report.figures().stream()
                .filter(figure -> figure.target() != null)
                .toList();
        text.append("\n## Targets\n\n");
        if (judged.isEmpty()) {
            text.append("None of what was measured has a target.\n");
            return;
        }
        row("figure", "value", "range of runs", "target", "", "share of limit", "notes");
        row("---", "---:", "---:", "---:", "---", "---", "---");
        for (Figure figure : judged) {
            if (Targets.isListed(figure)) {
                row(
                        escape(figure.name()),
                        value(figure),
                        range(figure),
                        escape(Targets.wanted(figure)),
                        verdict(figure),
                        escape(Targets.share(figure)),
                        escape(figure.note() == null ? "" : figure.note()));
            }
        }
    }

    private void limits() {
        List<Figure> shares = report.figures().stream()
                .filter(figure -> figure.share() != null)
                .toList();
        if (shares.isEmpty()) {
            return;
        }
        text.append("\n## Beside the limits of this machine\n\n");
        row("figure", "ours", "limit", "its value", "share");
        row("---", "---:", "---", "---:", "---:");
        for (Figure figure : shares) {
            Figure limit = report.figure(figure.limit());
            row(
                    escape(figure.name()),
                    value(figure),
                    escape(figure.limit()),
                    limit == null ? "" : value(limit),
                    Numbers.percent(figure.share()));
        }
    }

    private void hotspots(Map<String, Svg> flames) {
        if (report.hotspots().isEmpty()) {
            return;
        }
        text.append(
                "\n## Why targets are missed\n\nEach of these suites ran once more, short, with a profiler; its figures ");
        text.append("are not shown. Threads of the JVM are left out of the tables.\n");
        for (Hotspots spots : report.hotspots()) {
            text.append("\n### ").append(escape(spots.suite())).append("\n\nMissed: ");
            text.append(escape(String.join(", ", spots.missed()))).append(". ");
            if (spots.failure() != null) {
                text.append("No profile: ").append(escape(spots.failure())).append("\n");
                continue;
            }
            text.append(escape(spots.profiler()))
                    .append(", ")
                    .append(spots.samples())
                    .append(" samples; ");
            text.append(Numbers.of(spots.ownPercent())).append(" % more were the JVM's own threads. Files: ");
            text.append(spots.files().stream()
                            .map(file -> "[" + escape(file) + "](" + file + ")")
                            .collect(Collectors.joining(", ")))
                    .append("\n\n");
            row("method", "self", "with what it calls");
            row("---", "---:", "---:");
            for (Hotspots.Frame frame : spots.frames()) {
                row(
                        escape(frame.name()),
                        Numbers.of(frame.selfPercent()) + " %",
                        Numbers.of(frame.totalPercent()) + " %");
            }
            if (flames.containsKey(spots.suite())) {
                text.append("\n![Flame graph of ").append(escape(spots.suite())).append("](");
                text.append(ReportFolder.flameFile(spots.suite())).append(")\n");
            }
        }
    }

    private void suite(SuiteRun suite) {
        text.append("\n## ").append(escape(suite.name())).append("\n\n");
        text.append(escape(suite.description())).append("\n\n");
        if (suite.failure() != null) {
            text.append("**Not measured: ").append(escape(suite.failure())).append("**\n\n");
        }
        List<Figure> figures = report.of(suite);
        List<Figure> single = Distributions.others(figures);
        if (!single.isEmpty()) {
            row("figure", "value", "range of runs", "runs", "target", "", "beside, notes");
            row("---", "---:", "---:", "---:", "---:", "---", "---");
            Rows.of(single).forEach((figure, beside) -> {
                List<String> more = new ArrayList<>(List.of(Targets.share(figure), Rows.words(beside, figure)));
                more.add(figure.note() == null ? "" : figure.note());
                more.removeIf(String::isEmpty);
                row(
                        escape(figure.name()),
                        value(figure),
                        range(figure),
                        String.valueOf(figure.runs().size()),
                        escape(Targets.wanted(figure)),
                        verdict(figure),
                        escape(String.join("; ", more)));
            });
            text.append('\n');
        }
        distributions(Distributions.of(figures));
        SuitePlots.of(report, suite)
                .keySet()
                .forEach(name -> text.append("![").append(escape(name)).append("](plots/" + name + ".svg)\n\n"));
    }

    private void distributions(Map<String, Map<String, Figure>> distributions) {
        if (distributions.isEmpty()) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of("microseconds: median (smallest - largest)"));
        ReportTable.PERCENTILES.forEach(end -> heads.add(end.substring(1)));
        row(heads.toArray(String[]::new));
        row(heads.stream().map(head -> "---").toArray(String[]::new));
        distributions.forEach((name, byEnd) -> {
            List<String> cells = new ArrayList<>(List.of(escape(name)));
            for (String end : ReportTable.PERCENTILES) {
                Figure figure = byEnd.get(end);
                cells.add(
                        figure == null
                                ? ""
                                : Numbers.of(figure.value()) + " (" + Numbers.of(figure.min()) + " - "
                                        + Numbers.of(figure.max()) + ")");
            }
            row(cells.toArray(String[]::new));
        });
        text.append('\n');
    }

    private void log() {
        text.append("\n## What was run\n\n");
        row("suite", "seconds", "expected", "result");
        row("---", "---:", "---:", "---");
        for (SuiteRun suite : report.suites()) {
            row(
                    escape(suite.name()),
                    Numbers.of(suite.seconds()),
                    String.valueOf(suite.expectedSeconds()),
                    suite.failure() == null
                            ? suite.figures().size() + " figures"
                            : "**not measured**: " + escape(suite.failure()));
        }
    }

    private void runs() {
        text.append("\n## All runs\n\n");
        row("figure", "unit", "every run, in its order");
        row("---", "---", "---");
        for (Figure figure : report.figures()) {
            String runs = figure.runs().stream().map(Numbers::of).collect(Collectors.joining("; "));
            row(escape(figure.name()), escape(figure.unit()), runs);
        }
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String value(Figure figure) {
        return "**" + Numbers.of(figure.value()) + "** " + escape(figure.unit());
    }

    private static String range(Figure figure) {
        return Numbers.of(figure.min()) + " - " + Numbers.of(figure.max());
    }

    private static String verdict(Figure figure) {
        return Boolean.FALSE.equals(figure.met()) ? "**MISSED**" : Targets.judged(figure);
    }

    /** Text as it is, also in a cell of a table: one line, nothing in it means anything to Markdown or HTML. */
    static String escape(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\\', '`', '*', '_', '[', ']', '|', '#', '~' ->
                    escaped.append('\\').append(c);
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '\n', '\r', '\t' -> escaped.append(' ');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
