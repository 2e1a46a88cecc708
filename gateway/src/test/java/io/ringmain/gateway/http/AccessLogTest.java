package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.logging.AccessLog;
import io.ringmain.gateway.testing.TestGateway;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellWhoHasAskedForWhatAndNeverTheirToken() throws Exception {
        try (TestGateway gateway = new TestGateway()) {
            String token = gateway.token("operator");
            try (HttpServer server = HttpServer.start(gateway.context(true).accessLog(new AccessLog(folder, true)))) {
                gateway.send(HttpRequest.newBuilder(server.url().resolve("/api/v1/tags?limit=1"))
                        .header("Authorization", "Bearer " + token)
                        .header("User-Agent", "probe")
                        .build());
                gateway.send(HttpRequest.newBuilder(server.url().resolve("/nothing?token=" + token))
                        .build());
                await().until(() ->
                        Files.readAllLines(folder.resolve("access.log")).size() == 2);
            }
            List<String> lines = Files.readAllLines(folder.resolve("access.log"));
            JsonNode first = TestGateway.json(lines.get(0));

            assertThat(lines).noneMatch(line -> line.contains(token));
            assertThat(first.path("user").asText()).isEqualTo("operator");
            assertThat(first.path("target").asText()).isEqualTo("/api/v1/tags?limit=1");
            assertThat(first.path("status").asInt()).isEqualTo(200);
            assertThat(first.path("bytes").asInt()).isPositive();
            assertThat(first.path("address").asText()).isEqualTo("127.0.0.1");
            assertThat(first.path("userAgent").asText()).isEqualTo("probe");
            assertThat(TestGateway.json(lines.get(1)).path("status").asInt()).isEqualTo(404);
        }
    }
}
