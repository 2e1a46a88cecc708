package io.ringmain.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.NodePeer;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConnectorTest {
    private static final long T0 = 1_763_633_000_000_000_000L;

    @TempDir
    private Path folder;

    private final List<Connector> open = new ArrayList<>();
    private RecordingContext context;
    private Connector connector;
    private boolean isBlocked;

    @AfterEach
    void close() {
        open.forEach(Connector::close);
    }

    private static TagDefinition tag(String address, TagType type) {
        return tag(address, type, Map.of());
    }

    private static TagDefinition tag(String address, TagType type, Map<String, String> options) {
        return TagDefinition.internal("Test." + address, type)
                .withSource(new TagSource("file", address, Mode.SUBSCRIBE, 1_000, options));
    }

    private void start(Path file, List<TagDefinition> tags, String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("path", file.toString(), "speed", "max", "retry", "20ms"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        ConnectorDefinition definition = new ConnectorDefinition("file", "file", settings);
        FileConnectorProvider provider = new FileConnectorProvider();
        assertThat(provider.validate(definition, tags)).isEmpty();
        context = new RecordingContext(tags);
        connector = provider.create(definition);
        open.add(connector);
        if (isBlocked) {
            context.block();
        }
        connector.start(context);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("samples.csv"), text);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    private void awaitEnd() {
        awaitTrue(() -> connector.counts().get("Passes") > 0);
    }

    private List<Object> values(int tag) {
        return context.updates.stream()
                .filter(update -> update.tagId() == tag)
                .map(RecordingContext.Update::value)
                .toList();
    }

    @Test
    void shouldReadAWideFileWithTypesStatusesAndGaps() throws IOException {
        start(
                write("""
                time,level,count,on,phase,level_quality
                2025-11-20T10:03:20Z,1.5,7,true,idle,
                2025-11-20T11:03:21+01:00,,8,0,"full, over",0x40000000
                2025-11-20 10:03:22.000000001,2.5,9,1,,bad
                """),
                List.of(
                        tag("level", TagType.FLOAT64, Map.of("quality", "level_quality")),
                        tag("count", TagType.INT64),
                        tag("on", TagType.BOOL),
                        tag("phase", TagType.STRING)));
        awaitEnd();

        assertThat(values(0)).containsExactly(1.5, null, 2.5);
        assertThat(context.updates.stream().filter(update -> update.tagId() == 0))
                .extracting(RecordingContext.Update::statusCode)
                .containsExactly(Quality.GOOD, Quality.UNCERTAIN, Quality.BAD);
        assertThat(values(1)).containsExactly(7L, 8L, 9L);
        assertThat(values(2)).containsExactly(true, false, true);
        assertThat(values(3)).containsExactly("idle", "full, over");
        assertThat(context.newest(1).sourceTimeNs()).isEqualTo(T0 + 2_000_000_001L);
        assertThat(context.links).containsExactly(LinkState.OK);
        awaitTrue(() -> context.acquisition(Mode.SUBSCRIBE, 0).phase() == AcquisitionPhase.WAITING);
    }

    @Test
    void shouldReadALongFile() throws IOException {
        start(
                write(
                        "when;name;number;word;status\n1763633000.5;A;1;;\n1763633001;B;;go;\n1763633002;A;;;2147483648\n"),
                List.of(tag("A", TagType.FLOAT64), tag("B", TagType.STRING)),
                "layout",
                "long",
                "delimiter",
                ";",
                "time-column",
                "when",
                "time-format",
                "epoch-s",
                "tag-column",
                "name",
                "value-column",
                "number, word",
                "quality-column",
                "status");
        awaitEnd();

        assertThat(context.updates)
                .containsExactly(
                        new RecordingContext.Update(0, 1.0, Quality.GOOD, T0 + 500_000_000),
                        new RecordingContext.Update(1, "go", Quality.GOOD, T0 + 1_000_000_000),
                        new RecordingContext.Update(0, null, Quality.BAD, T0 + 2_000_000_000));
    }

    @Test
    void shouldReadAParquetFileOfAnotherMaker() {
        Path file = folder.resolve("samples.parquet");
        try (NodePeer peer = NodePeer.start("parquet-write.js")) {
            peer.say("ZSTD V2 dictionary " + file);
            peer.await("written");
        }
        start(file, List.of(tag("level", TagType.FLOAT64), tag("count", TagType.INT64), tag("phase", TagType.STRING)));
        awaitEnd();

        assertThat(values(0)).hasSize(3_000 - 429).endsWith(2_998 / 4.0);
        assertThat(values(1)).hasSize(3_000).endsWith(2_999 * 1_000_000_007L);
        assertThat(context.newest(2).value()).isEqualTo("full");
        assertThat(context.newest(1).sourceTimeNs()).isEqualTo(T0 + 29_990_000_000L);
    }

    @Test
    void shouldNameTheLineOfWhatItCanNotReadAndGoOn() throws IOException {
        start(
                write(
                        "time,level\n2025-11-20T10:03:20Z,1\nyesterday,2\n2025-11-20T10:03:22Z,much\n2025-11-20T10:03:23Z,4\n"),
                List.of(tag("level", TagType.FLOAT64), tag("nowhere", TagType.FLOAT64)));
        awaitEnd();

        assertThat(values(0)).containsExactly(1.0, null, 4.0);
        assertThat(context.updates.get(2).statusCode()).isEqualTo(Quality.BAD_TYPE_MISMATCH);
        assertThat(context.newest(1).statusCode()).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
        assertThat(connector.counts()).containsEntry("Malformed", 2L).containsEntry("Rows", 4L);
        assertThat(context.links).containsExactly(LinkState.OK);
    }

    @Test
    void shouldFailWhenNothingCanBeReadUntilTheFileIsAnotherOne() throws IOException {
        Path file = write("date,level\n2025-11-20T10:03:20Z,1\n");
        start(file, List.of(tag("level", TagType.FLOAT64)));
        awaitTrue(() -> context.link() == LinkState.FAILED);
        assertThat(connector.detail()).contains("no column 'time'").contains("date");

        write("time,level\nnever,1\n");
        awaitTrue(() -> connector.detail().contains("line 2: time: 'never' is no time"));
        awaitTrue(() -> context.link() == LinkState.FAILED);

        write("time,level\n2025-11-20T10:03:20Z,17\n");
        awaitTrue(() -> context.newest(0) != null);
        assertThat(context.newest(0).value()).isEqualTo(17.0);
        assertThat(context.link()).isEqualTo(LinkState.OK);
    }

    @Test
    void shouldRepeatTheFileWithTimesMovedToNow() throws IOException {
        long before = System.currentTimeMillis() * 1_000_000;
        start(
                write("time,level\n2001-01-01T00:00:00Z,1\n2001-01-01T00:00:10Z,2\n"),
                List.of(tag("level", TagType.FLOAT64)),
                "speed",
                "1000",
                "loop",
                "true",
                "time",
                "shifted");
        awaitTrue(() -> context.updates.size() >= 6);

        assertThat(values(0).subList(0, 6)).containsExactly(1.0, 2.0, 1.0, 2.0, 1.0, 2.0);
        List<Long> times = context.updates.stream()
                .map(RecordingContext.Update::sourceTimeNs)
                .toList();
        assertThat(times).isSorted();
        assertThat(times.get(0)).isGreaterThanOrEqualTo(before);
        // clocks are read once a pass, a little after each other
        assertThat(times.get(1) - times.get(0)).isEqualTo(10_000_000);
    }

    @Test
    void shouldStreamABigFileInOrder() throws IOException {
        Path file = folder.resolve("big.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("time,count\n");
            for (int i = 0; i < 20_000; i++) {
                out.write(i + "," + i + "\n");
            }
        }
        start(file, List.of(tag("count", TagType.INT64)), "time-format", "epoch-ms");
        awaitEnd();
        assertThat(values(0))
                .hasSize(20_000)
                .isEqualTo(LongStream.range(0, 20_000).boxed().toList());
    }

    @Test
    void shouldLoseNothingWhileUpdatesHaveToWait() throws IOException {
        StringBuilder text = new StringBuilder("time,count\n");
        for (int i = 0; i < 1_000; i++) {
            text.append(i).append(',').append(i).append('\n');
        }
        isBlocked = true;
        start(write(text.toString()), List.of(tag("count", TagType.INT64)), "time-format", "epoch-ms");
        awaitTrue(() -> !context.publishingThreads.isEmpty());
        assertThat(context.links).isEmpty();
        context.unblock();
        awaitEnd();
        assertThat(values(0)).isEqualTo(LongStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void shouldPauseAndBeginAnewAtAnOperatorsOrder() throws IOException {
        start(
                write("time,level\n2025-11-20T10:03:20Z,1\n2025-11-20T10:03:21Z,2\n2025-11-20T11:03:20Z,3\n"),
                List.of(tag("level", TagType.FLOAT64)),
                "speed",
                "10");
        awaitTrue(() -> values(0).contains(2.0));
        connector.control(Mode.SUBSCRIBE, 0, AcquisitionAction.STOP);
        awaitTrue(() -> context.newest(0).statusCode() == Quality.UNCERTAIN_LAST_USABLE_VALUE);
        assertThat(context.acquisition(Mode.SUBSCRIBE, 0).phase()).isEqualTo(AcquisitionPhase.STOPPED);

        connector.control(Mode.SUBSCRIBE, 0, AcquisitionAction.RESTART);
        awaitTrue(() -> values(0).stream().filter(Double.valueOf(2)::equals).count() == 2);
        assertThat(connector.control(Mode.POLL, 100, AcquisitionAction.STOP)).isFalse();
    }

    @Test
    void shouldRefuseSettingsThatMakeNoSense() {
        FileConnectorProvider provider = new FileConnectorProvider();
        TagDefinition polled = TagDefinition.internal("Test.Tag", TagType.FLOAT64)
                .withSource(new TagSource("file", "level", Mode.POLL, 1_000, Map.of("qualty", "q")));
        assertThat(provider.validate(
                        new ConnectorDefinition(
                                "file",
                                "file",
                                Map.of(
                                        "path",
                                        "samples.txt",
                                        "speed",
                                        "fast",
                                        "zone",
                                        "Mars",
                                        "tag-column",
                                        "name",
                                        "lop",
                                        "true")),
                        List.of(polled)))
                .hasSize(7)
                .anyMatch(line -> line.contains("format: missing"))
                .anyMatch(line -> line.contains("speed: 'fast'"))
                .anyMatch(line -> line.contains("zone: 'Mars'"))
                .anyMatch(line -> line.contains("tag-column: is for layout: long only"))
                .anyMatch(line -> line.contains("lop: unknown setting") && line.contains("loop"))
                .anyMatch(line -> line.contains("mode poll"))
                .anyMatch(line -> line.contains("unknown option 'qualty'") && line.contains("quality"));
    }
}
