package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.trail.AuditNote;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Displays over REST, and what is on record of their changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisplayTest {
    private static final String DISPLAYS = "/api/v1/displays/";

    private final TestGateway gateway = new TestGateway();
    private final String administrator = gateway.token("administrator");

    @AfterAll
    void stop() {
        gateway.close();
    }

    private HttpResponse<String> put(String name, String header, String value, String text) {
        return gateway.send(gateway.request(DISPLAYS + name + "?reason=shift", administrator)
                .header(header, value)
                .PUT(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    private AuditNote lastNote() {
        return gateway.notes.get(gateway.notes.size() - 1);
    }

    @Test
    void shouldLandInTheFolderAndNoteWhatWasAndWhatIs() throws Exception {
        HttpResponse<String> made = put("tank.html", "If-None-Match", "*", "<p>A</p>");
        String first = lastNote().newValue();
        HttpResponse<String> changed =
                put("tank.html", "If-Match", made.headers().firstValue("ETag").orElseThrow(), "<p>B</p>");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(gateway.folder.resolve("displays/tank.html")).hasContent("<p>B</p>");
        assertThat(lastNote())
                .extracting(AuditNote::action, AuditNote::target, AuditNote::oldValue, AuditNote::reason)
                .containsExactly("display.change", "tank.html", first, "shift");
        assertThat(lastNote().newValue()).hasSize(64).isNotEqualTo(first);
        Files.delete(gateway.folder.resolve("displays/tank.html"));
    }

    @Test
    void shouldServeTheTextSoThatNothingInItRuns() {
        put("pipes.svg", "If-None-Match", "*", "<svg xmlns='http://www.w3.org/2000/svg'/>");

        HttpResponse<String> response = gateway.get(DISPLAYS + "pipes.svg", gateway.token("guest"));

        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox");
        assertThat(response.headers().allValues("Content-Security-Policy")).hasSize(1);
    }

    @Test
    void shouldListPageByPage() {
        put("list-a.html", "If-None-Match", "*", "<title>A</title>");
        put("list-b.html", "If-None-Match", "*", "<title>B</title>");
        JsonNode page = gateway.read("/api/v1/displays?limit=1", administrator);

        JsonNode next = gateway.read(
                "/api/v1/displays?limit=1&cursor=" + page.path("next").asText(), administrator);

        assertThat(page.at("/items/0/title").asText()).isEqualTo("A");
        assertThat(next.at("/items/0/title").asText()).isEqualTo("B");
    }

    @Test
    void shouldLeaveTheOldOneWhenTheNewOneIsUnsound() {
        put("old.html", "If-None-Match", "*", "<p>A</p>");

        HttpResponse<String> refused = put("old.html", "If-Match", "*", "<p>\n<iframe></iframe>");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(TestGateway.json(refused).path("detail").asText()).isEqualTo("line 2: <iframe> is not allowed");
        assertThat(gateway.folder.resolve("displays/old.html")).hasContent("<p>A</p>");
    }
}
