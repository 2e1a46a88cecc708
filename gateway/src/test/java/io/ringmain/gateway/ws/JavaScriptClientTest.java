package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The JavaScript client as it is served, in Node. Not where the screens are left out of the build. */
class JavaScriptClientTest {
    private static final Path CLIENT = Path.of("hmi/dist/client/ringmain.js");
    private static final Path SOCKET = Path.of("hmi/node_modules/ws/wrapper.mjs");
    private static final long PATIENCE_S = 60;

    @Test
    void shouldSeeValuesAndAlarmsAndGiveCommands() throws IOException, InterruptedException {
        assumeTrue(Files.exists(CLIENT) && Files.exists(SOCKET), "built without the screens");
        Path said = Files.createTempFile("client", ".txt");
        try (TestGateway gateway = new TestGateway()) {
            gateway.set(TestSite.TEMPERATURE, 20.5);
            Process node = new ProcessBuilder(
                            "node",
                            "hmi/test/client.live.mjs",
                            CLIENT.toString(),
                            SOCKET.toString(),
                            gateway.server.url().toString(),
                            "operator",
                            MemoryUsers.PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean isOver = node.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            node.destroyForcibly();
            List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);

            assertThat(isOver).as(lines.toString()).isTrue();
            assertThat(lines)
                    .contains(
                            "link live",
                            "unknown No.Such",
                            "value " + TestSite.TEMPERATURE + " 20.5 good true",
                            "outcome DONE",
                            "refused BadOutOfRange",
                            "refused forbidden",
                            "alarm " + TestSite.HI + " UNACK",
                            "stream cmd",
                            "end");
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
