package io.ringmain.perf.report;

import io.ringmain.perf.plot.Svg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a report stands: {@code report.html}, which needs nothing else, {@code report.md} with its plots beside it,
 * {@code report.json} as of {@code --json}, and the recordings of profilers.
 */
public final class ReportFolder {
    private static final String HTML = "report.html";
    private static final String MARKDOWN = "report.md";
    private static final String JSON = "report.json";
    private static final String PLOTS = "plots";

    private final Path folder;
    private final Map<String, Svg> flames = new HashMap<>();

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, and finds out now rather than after all measuring whether it can be written. */
    public static ReportFolder at(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(PLOTS));
        Path trial = folder.resolve(HTML);
        Files.writeString(trial, "<!DOCTYPE html><title>Ringmain</title>Nothing has been measured yet.\n");
        return new ReportFolder(folder.toAbsolutePath().normalize());
    }

    public Path path() {
        return folder;
    }

    public Path html() {
        return folder.resolve(HTML);
    }

    public void addFlames(String suite, Svg graph) {
        flames.put(suite, graph);
    }

    /** Replaces what was there before. */
    public void write(Report report) throws IOException {
        for (SuiteRun suite : report.suites()) {
            for (Map.Entry<String, Svg> plot : SuitePlots.of(report, suite).entrySet()) {
                Files.writeString(
                        folder.resolve(PLOTS).resolve(plot.getKey() + ".svg"),
                        plot.getValue().standalone());
            }
        }
        for (Map.Entry<String, Svg> flame : flames.entrySet()) {
            Files.writeString(
                    folder.resolve(flameFile(flame.getKey())), flame.getValue().standalone());
        }
        Files.writeString(folder.resolve(MARKDOWN), MarkdownReport.of(report, flames));
        Files.writeString(folder.resolve(HTML), HtmlReport.of(report, flames));
        Files.writeString(folder.resolve(JSON), report.toJson() + "\n");
    }

    static String flameFile(String suite) {
        return PLOTS + "/flames-" + suite + ".svg";
    }
}
