package io.ringmain.historian.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.questdb.RecordedPlant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final long LATE_NS = 3_600_000_000_000L;
    private static final String HEADER =
            "tag,type,source_time,ingress_time,value,quality,quality_name,sequence,ordinal\r\n";

    @TempDir
    private Path folder;

    private RecordedPlant plant;

    @BeforeEach
    void start() {
        plant = new RecordedPlant(folder);
    }

    @AfterEach
    void stop() {
        plant.close();
    }

    @Test
    void shouldWriteLateValuesWithTheTimesTheyWereMeasuredAt() throws IOException {
        plant.tag("A", TagType.INT64);
        long t = plant.nowNs();
        plant.batch(() -> {
            plant.update("A", 1L);
            plant.update("A", 2L, e -> {
                e.kind = EventKind.BACKFILL;
                e.sourceTimeNs = t - LATE_NS;
            });
            plant.update("A", 3L, e -> {
                e.kind = EventKind.BACKFILL;
                e.disposition = Event.QUARANTINED;
            });
        });
        assertThat(values(csv("*"))).containsExactly("1", "2");
        assertThat(values(span(t - LATE_NS, t, ExportRequest.By.SOURCE))).containsExactly("2");
    }

    @Test
    void shouldWriteEveryTypeWithNanosecondsQualitySequenceAndOrdinal() throws IOException {
        plant.tag("A.Bool", TagType.BOOL);
        plant.tag("A.Int", TagType.INT64);
        plant.tag("A.Real", TagType.FLOAT64);
        plant.tag("A.Text", TagType.STRING);
        plant.tag(TagDefinition.builder("A.Reals", TagType.FLOAT64_ARRAY)
                .length(4)
                .build());
        plant.tag(TagDefinition.builder("A.Ints", TagType.INT64_ARRAY).length(4).build());
        plant.batch(() -> {
            plant.update("A.Bool", true, e -> e.sourceTimeNs -= 1);
            plant.update("A.Int", Long.MIN_VALUE);
            plant.update("A.Real", Double.NaN);
            plant.update("A.Text", "say \"hi\",\nÜ");
            plant.update("A.Text", "");
            plant.update("A.Reals", new double[] {0.1, Double.NaN});
            plant.update("A.Ints", new long[] {-1, Long.MAX_VALUE});
            plant.update("A.Real", null, e -> e.statusCode = Quality.BAD_TIMEOUT);
            plant.write("A.Text", TagType.STRING, 0, "by hand");
        });

        assertThat(csv("*"))
                .isEqualTo(HEADER
                        + row("A.Bool,bool", 1, "7", "true", 0, 7, 0).replace("000007000Z,2", "000006999Z,2")
                        + row("A.Int,int64", 2, "8", "-9223372036854775808", 0, 8, 0)
                        + row("A.Real,float64", 3, "9", "NaN", 0, 9, 0)
                        + row("A.Text,string", 4, "10", "\"say \"\"hi\"\",\nÜ\"", 0, 10, 0)
                        + row("A.Text,string", 5, "11", "\"\"", 0, 11, 0)
                        + row("A.Reals,float64[]", 6, "12", "\"[0.1,NaN]\"", 0, 12, 0)
                        + row("A.Ints,int64[]", 7, "13", "\"[-1,9223372036854775807]\"", 0, 13, 0)
                        + row("A.Real,float64", 8, "14", "", Quality.BAD_TIMEOUT, 14, 0)
                        + row("A.Text,string", 9, "15", "by hand", 0, 15, 1));
    }

    /** Six configurations come first, each 1 µs. */
    private static String row(String tag, int index, String us, String value, int status, long sequence, int ordinal) {
        String time = "2023-11-14T22:13:20.0000" + (us.length() == 1 ? "0" : "") + us + "000Z";
        return tag + "," + time + "," + time + "," + value + "," + Integer.toUnsignedLong(status) + ","
                + Quality.name(status) + "," + sequence + "," + ordinal + "\r\n";
    }

    @Test
    void shouldWriteWhatStoodInTheTableInPlaceOfWhatTheSourceSent() throws IOException {
        plant.tag("A.Scaled", TagType.FLOAT64);
        plant.batch(() -> plant.conditioned("A.Scaled", 12L, 50, Quality.UNCERTAIN));

        assertThat(csv("*")).contains(",50.0,1073741824,Uncertain,");
    }

    @Test
    void shouldNotLetASpreadsheetTakeATextForAFormula() throws IOException {
        plant.tag("A.Text", TagType.STRING);
        plant.tag("A.Int", TagType.INT64);
        plant.batch(() -> {
            for (String text : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted", "plain")) {
                plant.update("A.Text", text);
            }
            plant.update("A.Int", -1L);
        });

        assertThat(values(csv("*")))
                .containsExactly("'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "''quoted", "plain", "-1");
        assertThat(values(export(request("*"), ExportFormat.CSV_EXACT)))
                .containsExactly("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted", "plain", "-1");
    }

    @Test
    void shouldWriteTheTagsThatMatchAnyGlob() throws IOException {
        plant.tag("A.X", TagType.INT64);
        plant.tag("A.Y", TagType.INT64);
        plant.tag("B.X", TagType.INT64);
        plant.batch(() -> {
            plant.update("A.X", 1L);
            plant.update("A.Y", 2L);
            plant.update("B.X", 3L);
        });
        ExportRequest request = new ExportRequest(
                List.of(new Glob("A.Y"), new Glob("B.*")), 0, Long.MAX_VALUE, ExportRequest.By.SOURCE);

        assertThat(values(export(request, ExportFormat.CSV))).containsExactly("2", "3");
    }

    @Test
    void shouldTakeTheSpanBySourceTimeOrByTimeOfIntake() throws IOException {
        plant.tag("A", TagType.INT64);
        long t = plant.nowNs();
        plant.batch(() -> {
            plant.update("A", 1L); // taken in at +1 µs
            plant.update("A", 2L);
            plant.update("A", 3L, e -> e.sourceTimeNs -= LATE_NS);
            plant.update("A", 4L, e -> e.sourceTimeNs = 5); // can not be right: filed at +4 µs
        });

        assertThat(values(span(t + 2_000, t + 9_000, ExportRequest.By.SOURCE))).containsExactly("2", "4");
        assertThat(values(span(t + 2_000, t + 4_000, ExportRequest.By.INGRESS))).containsExactly("2", "3");
        assertThat(values(span(t - LATE_NS, t, ExportRequest.By.SOURCE))).containsExactly("3");
    }

    @Test
    void shouldKnowTheNamesOfTagsThatAreNotConfiguredAnyMore() throws IOException {
        plant.tag("Old", TagType.INT64);
        plant.batch(() -> plant.update("Old", 1L));
        plant.retire("Old");

        assertThat(csv("*")).contains("Old,int64,");
    }

    @Test
    void shouldLeaveOutWhatWasFilteredOrQuarantined() throws IOException {
        plant.tag("A", TagType.INT64);
        plant.batch(() -> {
            plant.update("A", 1L, e -> e.disposition = Event.FILTERED);
            plant.update("A", 2L, e -> e.disposition = Event.QUARANTINED);
            plant.event(EventKind.TICK, 0, e -> {});
            plant.update("A", 3L);
        });

        assertThat(values(csv("*"))).containsExactly("3");
    }

    @Test
    void shouldExportWhatIsGoodAndNameTheDamage() throws IOException {
        plant.tag("A", TagType.STRING);
        for (int i = 10; i < 40; i++) {
            String value = "row-" + i;
            plant.batch(() -> plant.update("A", value));
        }
        plant.close();
        damage("row-25");
        Path file = folder.resolve("out.csv");

        ExportReport report = Export.toFile(folder, request("*"), ExportFormat.CSV, file, Progress.NONE);

        assertThat(report.isComplete()).isFalse();
        assertThat(report.damage()).singleElement().asString().contains("epoch 1", "sequence 17");
        assertThat(report.rows()).isEqualTo(29);
        assertThat(values(Files.readString(file)))
                .hasSize(29)
                .contains("row-10", "row-24", "row-26", "row-39")
                .doesNotContain("row-25");
    }

    /** Flips bits of a text in the only segment. */
    private void damage(String text) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("journal/epoch-000001"))) {
            Path segment = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text)] ^= 0x55;
            Files.write(segment, bytes);
        }
    }

    @Test
    void shouldLeaveNoFileBehindWhenThereIsNoJournal() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() ->
                        Export.toFile(empty, request("*"), ExportFormat.CSV, empty.resolve("out.csv"), Progress.NONE))
                .isInstanceOf(ProvisionException.class);
        assertThat(empty).isEmptyDirectory();
    }

    private String csv(String glob) throws IOException {
        return export(request(glob), ExportFormat.CSV);
    }

    private String span(long fromNs, long toNs, ExportRequest.By by) throws IOException {
        return export(new ExportRequest(List.of(new Glob("*")), fromNs, toNs, by), ExportFormat.CSV);
    }

    private static ExportRequest request(String glob) {
        return new ExportRequest(List.of(new Glob(glob)), 0, Long.MAX_VALUE, ExportRequest.By.SOURCE);
    }

    private String export(ExportRequest request, ExportFormat format) throws IOException {
        Path file = folder.resolve("out.csv");
        Export.toFile(folder, request, format, file, Progress.NONE);
        return Files.readString(file);
    }

    /** The values of the rows, none of which needs quotes. */
    private static List<String> values(String csv) {
        return csv.lines().skip(1).map(line -> line.split(",")[4]).toList();
    }
}
