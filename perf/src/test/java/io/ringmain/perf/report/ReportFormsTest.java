package io.ringmain.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.perf.plot.FlameGraph;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportFormsTest {
    private static final String HOSTILE = "a|b <script>*_`]& \"quoted\"\nnext";

    @TempDir
    private Path folder;

    private static Report full() {
        Figure limit = Figure.ofRuns("ring.raw.rate", "updates/s", 9e6, 10e6, 11e6);
        Figure[] figures = {
            limit,
            Figure.ofRuns("pipeline.rate.1000", "updates/s", 4e6, 5e6, 6e6)
                    .atLeast(4e6)
                    .shareOf(limit),
            Figure.ofRuns("pipeline.rate.100000", "updates/s", 2e6, 3e6).atLeast(4e6),
            Figure.ofRuns("pipeline.rate.1000000", "updates/s", 2e6, 1e6),
            Figure.ofRuns("pipeline.rate.1000.alloc", "B", 0).atMost(0.05),
            Figure.ofRuns("four.share", "of x", 0.3).atLeast(0.7).notApplicable("2 cores, 4 are needed"),
            Figure.ofRuns("noted", HOSTILE, 0, 1, 2).withNote(HOSTILE),
            Figure.ofRuns("latency.cvt.p50", "us", 0.2, 0.3),
            Figure.ofRuns("latency.cvt.p99", "us", 2, 3),
            Figure.ofRuns("latency.cvt.max", "us", 20, 30000)
        };
        Report report = Reports.of(
                new SuiteRun("all", HOSTILE, 10, 20, "ended early: " + HOSTILE, Reports.names(figures)), figures);
        return report.withHotspots(List.of(
                new Hotspots(
                        "all",
                        List.of("pipeline.rate.100000"),
                        "profiler",
                        1234,
                        5,
                        List.of(new Hotspots.Frame("a.B.<init>", 30, 60)),
                        List.of("all.collapsed"),
                        null),
                Hotspots.failed("other", List.of("x"), "it ended with 1")));
    }

    private ReportFolder write(Report report) throws IOException {
        ReportFolder written = ReportFolder.at(folder.resolve("new").resolve("report"));
        FlameGraph flames = new FlameGraph();
        flames.add("[main];io.ringmain.A.<init>;b&c", 90);
        flames.add("[main];io.ringmain.A.x", 10);
        written.addFlames("all", flames.draw("where it went"));
        written.write(report);
        return written;
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setEntityResolver((id, system) -> new InputSource(new StringReader("")));
        return builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldWriteWellFormedHtmlWithoutAnythingFromElsewhere() throws Exception {
        String html = Files.readString(write(full()).html());
        Document page = parse(html);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("link").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://", "@import");
    }

    @Test
    void shouldSayMetMissedAndNotApplicableInWords() throws IOException {
        ReportFolder written = write(full());
        assertThat(Files.readString(written.html())).contains("✓ met", "✗ missed", "does not apply", "2 cores, 4 are");
        assertThat(Files.readString(written.path().resolve("report.md")))
                .contains("10 figures, 2 targets met, 1 missed, 1 does not apply here, 1 suite could not be measured")
                .contains("**MISSED**", "does not apply", "| met |");
    }

    @Test
    void shouldShowOursAsAShareOfTheLimit() throws IOException {
        ReportFolder written = write(full());
        assertThat(Files.readString(written.path().resolve("report.md")))
                .contains(
                        "| pipeline.rate.1000 | **5,000,000** updates/s | ring.raw.rate | **10,000,000** updates/s | 50 % |");
        assertThat(Files.readString(written.html())).contains("50 % of the limit");
    }

    @Test
    void shouldLetNothingInANameMeanAnythingToMarkdown() throws IOException {
        assertThat(MarkdownReport.escape(HOSTILE)).isEqualTo("a\\|b &lt;script&gt;\\*\\_\\`\\]&amp; \"quoted\" next");
        List<String> rows = Files.readAllLines(write(full()).path().resolve("report.md")).stream()
                .filter(line -> line.startsWith("| noted"))
                .toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).replace("\\|", "").chars().filter(c -> c == '|').count())
                .isEqualTo(8);
    }

    @Test
    void shouldDrawDistributionsSeriesAndRates() throws Exception {
        ReportFolder written = write(full());
        try (Stream<Path> plots = Files.list(written.path().resolve("plots"))) {
            List<Path> files = plots.sorted().toList();
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("all-updates-s-2.svg", "all-updates-s-bars.svg", "flames-all.svg", "latency.svg");
            for (Path file : files) {
                Document drawing = parse(Files.readString(file));
                assertThat(drawing.getDocumentElement().getAttribute("aria-label"))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void shouldLinkOnlyFilesThatAreThere() throws IOException {
        ReportFolder written = write(full());
        String markdown = Files.readString(written.path().resolve("report.md"));
        List<String> linked = java.util.regex.Pattern.compile("!\\[[^\\n]*?\\]\\(([^)]+)\\)")
                .matcher(markdown)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(linked)
                .hasSize(4)
                .allSatisfy(file -> assertThat(written.path().resolve(file)).exists());
    }

    @Test
    void shouldGiveTheSameJsonInTheFolder() throws IOException {
        Report report = full();
        String json = Files.readString(write(report).path().resolve("report.json"));
        assertThat(Report.ofJson(json)).isEqualTo(report);
        JsonNode object = new ObjectMapper().readTree(json);
        assertThat(object.fieldNames()).toIterable().startsWith("host", "figures");
        for (JsonNode figure : object.get("figures")) {
            assertThat(figure.fieldNames()).toIterable().contains("name", "value", "unit", "runs", "target", "met");
        }
    }

    @Test
    void shouldReportACallThatMeasuredNothing() throws Exception {
        Report report = Reports.of(new SuiteRun("some", "", 1, 1, "no disk", List.of()));
        parse(Files.readString(write(report).html()));
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void shouldRefuseAFolderThatCanNotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> ReportFolder.at(file.resolve("report"))).isInstanceOf(IOException.class);
    }

    @Test
    void shouldNameOnTheTerminalWhatCouldNotBeMeasured() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ReportTable(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(full());
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("NOT MEASURED: all: ended early", "MISSED", "does not apply", "50 % of ring.raw.rate");
    }
}
