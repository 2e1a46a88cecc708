package io.ringmain.gateway.jobs.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.http.HttpContext;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.render.PageRenderer;
import io.ringmain.gateway.render.RenderSettings;
import io.ringmain.gateway.render.UserPages;
import io.ringmain.gateway.testing.RecordedSite;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Reports and pages through the real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "ringmain.browsers", matches = "chromium")
class RenderedReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private TestGateway gateway;
    private HttpServer server;
    private Access access;
    private PageRenderer renderer;
    private ReportKind kind;

    @BeforeAll
    void start() throws Exception {
        Path data = new RecordedSite(folder)
                .run(RecordedSite.LEVEL_WITH_ALARM, running -> running.update("Level", 20))
                .data();
        gateway = new TestGateway();
        // sessions must not be over by the browser's clock
        gateway.clock.advance(Duration.ofDays(3_650));
        gateway.set(TestSite.TEMPERATURE, 85);
        HttpContext context = gateway.context(true);
        access = context.access();
        server = HttpServer.start(context);
        renderer = new PageRenderer(new RenderSettings(null, 1, Duration.ofSeconds(60)));
        kind = new ReportKind(
                new JobSite(data, List.of(), Map.of(), List.of()),
                new ReportOutput(renderer, new UserPages(access, renderer, server::url)));
    }

    @AfterAll
    void stop() {
        renderer.close();
        server.close();
        gateway.close();
    }

    private FakeRun run(String user, String parameters) throws Exception {
        JsonNode given = JSON.readTree(parameters.replace('\'', '"'));
        kind.validate(given);
        FakeRun run = new FakeRun(given, Files.createTempDirectory(folder, "run"));
        run.user = user;
        kind.run(run);
        return run;
    }

    @Test
    void shouldPrintTheAlarmReport() throws Exception {
        FakeRun report = run("anna", "{'format':'pdf'}");

        assertThat(report.file).hasFileName("alarms.pdf");
        assertThat(report.contentType).isEqualTo("application/pdf");
        assertThat(Files.readString(report.file, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    }

    @Test
    void shouldPictureAPageInASessionOfTheUserThatEndsWithIt() throws Exception {
        assumeTrue(getClass().getResource("/hmi/index.html") != null, "the screens are not built");

        FakeRun page = run("operator", "{'page':'/#/alarms','format':'png','width':900,'height':500}");

        assertThat(page.file).hasFileName("page.png");
        assertThat(ImageIO.read(page.file.toFile()).getWidth()).isEqualTo(900);
        assertThat(access.sessions("operator")).isEmpty();
    }

    @Test
    void shouldRenderNothingForWhomIsNotThereAnyMore() {
        assertThatThrownBy(() -> run("nobody", "{'page':'/#/alarms','format':'png'}"))
                .isInstanceOfSatisfying(
                        JobFailure.class, e -> assertThat(e.code()).isEqualTo("token-revoked"));
    }

    @Test
    void shouldTakePagesFromTheSitesOwnServer() throws Exception {
        assertThat(kind.place(JSON.readTree("{\"page\":\"/\",\"format\":\"pdf\"}")))
                .isEqualTo(Place.SITE);
        assertThat(kind.place(JSON.readTree("{\"format\":\"pdf\"}"))).isEqualTo(Place.ANYWHERE);
    }
}
