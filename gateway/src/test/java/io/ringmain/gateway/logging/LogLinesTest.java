package io.ringmain.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {
    private static final String FORGED = "bad\n2026-01-01T00:00:00.000Z INFO  [main] Access admin logged in\r\u001b[2J";

    @TempDir
    Path folder;

    private static String line(String format, Throwable error) {
        LineEncoder encoder = new LineEncoder();
        encoder.setFormat(format);
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("io.ringmain.Some"), Level.WARN, FORGED, error, null);
        event.setThreadName("main");
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static AccessEntry entry(String target, String agent) {
        return new AccessEntry(
                1_700_000_000_000L, "192.0.2.7", "ann", "GET", target, "HTTP/1.1", 200, 12, "", agent, 1_500_000);
    }

    @Test
    void shouldKeepAMessageOnOneLine() {
        String text = line("text", null);

        assertThat(text).endsWith("\n").contains("WARN  [main] io.ringmain.Some bad\\n2026-01-01", "\\r\\u001b[2J");
        assertThat(text.strip().lines()).hasSize(1);
    }

    @Test
    void shouldIndentWhatFollowsOfAnError() {
        List<String> lines =
                line("text", new IllegalStateException(FORGED)).lines().toList();

        assertThat(lines.size()).isGreaterThan(2);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("\t"));
    }

    @Test
    void shouldWriteAnEventAsOneJsonObject() {
        String text = line("json", new IllegalStateException("broken"));
        JsonNode json = TestGateway.json(text);

        assertThat(text.strip().lines()).hasSize(1);
        assertThat(json.path("message").asText()).isEqualTo(FORGED);
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.at("/error/class").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.at("/error/message").asText()).isEqualTo("broken");
        assertThat(json.at("/error/stack").asText()).contains("LogLinesTest");
        assertThat(json.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void shouldWriteRequestsInTheCombinedFormat() {
        assertThat(AccessLine.combined(entry("/api/v1/tags?limit=1", "curl/8")))
                .isEqualTo("192.0.2.7 - ann [14/Nov/2023:22:13:20 +0000] \"GET /api/v1/tags?limit=1 HTTP/1.1\" 200 12"
                        + " \"-\" \"curl/8\" 1.500");
    }

    @Test
    void shouldLeaveOutTheValuesOfParametersThatMayBeSecret() {
        String target = "/api/v1/values?tags=A.B&token=geheim&code=geheim&password=geheim&x=geheim";

        for (String line : List.of(AccessLine.combined(entry(target, "a")), AccessLine.json(entry(target, "a")))) {
            assertThat(line).doesNotContain("geheim").contains("tags=A.B&token=***&code=***&password=***&x=***");
        }
    }

    @Test
    void shouldKeepAClientFromForgingALine() {
        String line = AccessLine.combined(entry("/", "x\" 200\n1.2.3.4 - root"));

        assertThat(line.lines()).hasSize(1);
        assertThat(line).contains("\"x\\\" 200\\n1.2.3.4 - root\"");
        JsonNode json = TestGateway.json(AccessLine.json(entry("/", "x\" 200\n")));
        assertThat(json.path("userAgent").asText()).isEqualTo("x\" 200\n");
    }

    @Test
    void shouldWriteEveryRequestThatThereIsRoomFor() throws Exception {
        AccessLog log = new AccessLog(folder, true);
        for (int i = 0; i < 1_000; i++) {
            log.add(entry("/" + i, ""));
        }
        await().until(() -> log.written() == 1_000);
        log.close();

        assertThat(Files.readAllLines(folder.resolve("access.log"))).hasSize(1_000);
        assertThat(log.dropped()).isZero();
    }
}
