package io.ringmain.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "ringmain.browsers", matches = "chromium")
class ChromiumTest {
    private static final String RED = "<body style='margin:0;background:#f00'><p>figures</p></body>";

    @TempDir
    private Path folder;

    private TestGateway gateway;
    private PageRenderer renderer;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
        gateway.set(TestSite.TEMPERATURE, 85);
        renderer = new PageRenderer(new RenderSettings(null, 2, Duration.ofSeconds(60)));
    }

    @AfterAll
    void stop() {
        renderer.close();
        gateway.close();
    }

    @AfterEach
    void shouldLeaveNoProcess() {
        await().untilAsserted(
                        () -> assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                                .isEmpty());
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static void assertIsPdf(Path file) throws Exception {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-");
        assertThat(text.strip()).endsWith("%%EOF");
    }

    private Rendering page(RenderFormat format, String path, String session) {
        return Rendering.of(format, URI.create(gateway.server.url() + path), session, 1000, 700);
    }

    private String session() {
        JsonNode login = TestGateway.json(gateway.login("operator", MemoryUsers.PASSWORD));
        // the server's clock is not that of the browser
        return ((ObjectNode) login).put("expiresAt", "2199-01-01T00:00:00Z").toString();
    }

    @Test
    void shouldPrintATextAsPdf() throws Exception {
        renderer.render(Rendering.of(RenderFormat.PDF, RED, 800, 600), file("a.pdf"), () -> false);

        assertIsPdf(file("a.pdf"));
    }

    @Test
    void shouldPictureATextInTheSizeAskedFor() throws Exception {
        renderer.render(Rendering.of(RenderFormat.PNG, RED, 640, 480), file("a.png"), () -> false);

        BufferedImage picture = ImageIO.read(file("a.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(640);
        assertThat(picture.getHeight()).isEqualTo(480);
        assertThat(picture.getRGB(600, 400)).isEqualTo(0xffff0000);
    }

    @Test
    void shouldRunNoScriptOfAText() throws Exception {
        String html = RED + "<script>document.body.style.background='#00f'</script>";

        renderer.render(Rendering.of(RenderFormat.PNG, html, 640, 480), file("a.png"), () -> false);

        assertThat(ImageIO.read(file("a.png").toFile()).getRGB(600, 400)).isEqualTo(0xffff0000);
    }

    @Test
    void shouldTakeAPageWithTheValuesOfTheUser() throws Exception {
        assumeTrue(getClass().getResource("/hmi/index.html") != null, "the screens are not built");
        String session = session();

        renderer.render(page(RenderFormat.PNG, "/#/alarms", session), file("a.png"), () -> false);
        renderer.render(page(RenderFormat.PDF, "/#/alarms", session), file("a.pdf"), () -> false);

        BufferedImage picture = ImageIO.read(file("a.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1000);
        assertThat(colours(picture)).isGreaterThan(10);
        assertIsPdf(file("a.pdf"));
    }

    private static long colours(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }

    @Test
    void shouldGiveUpAPageThatNeverShowsLiveValues() {
        PageRenderer hasty = new PageRenderer(new RenderSettings(null, 1, Duration.ofSeconds(6)));

        assertThatThrownBy(() -> hasty.render(page(RenderFormat.PNG, "/#/alarms", null), file("a.png"), () -> false))
                .isInstanceOfSatisfying(
                        RenderException.class, e -> assertThat(e.code()).isEqualTo(RenderException.TIMEOUT));
        assertThat(file("a.png")).doesNotExist();
        hasty.close();
    }

    @Test
    void shouldEndWhenItIsCancelledOrTheServerStops() throws Exception {
        PageRenderer stopped = new PageRenderer(new RenderSettings(null, 1, Duration.ofSeconds(60)));
        AtomicBoolean isCancelled = new AtomicBoolean();
        CompletableFuture<String> first = failure(renderer, isCancelled);
        CompletableFuture<String> second = failure(stopped, new AtomicBoolean());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ProcessHandle.current().children().count() >= 2);

        isCancelled.set(true);
        stopped.close();

        assertThat(first.join()).isEqualTo(RenderException.CANCELLED);
        assertThat(second.join()).isIn(RenderException.CANCELLED, RenderException.FAILED);
    }

    private CompletableFuture<String> failure(PageRenderer by, AtomicBoolean isCancelled) {
        // threads of their own: JDK 25 has one in its common pool on two processors, and renders one after the other
        // there
        Executor own = task -> new Thread(task, "render").start();
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        by.render(page(RenderFormat.PNG, "/#/alarms", null), file("b.png"), isCancelled::get);
                        return "";
                    } catch (RenderException e) {
                        return e.code();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                own);
    }
}
