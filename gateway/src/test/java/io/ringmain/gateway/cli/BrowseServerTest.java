package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.SimulatedPlant;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real OPC UA server: that of the demo plant. */
class BrowseServerTest {
    @TempDir
    private Path folder;

    private static SimulatedPlant.Running server;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        SimulatedPlant plant =
                ServiceLoader.load(SimulatedPlant.class).findFirst().orElseThrow();
        server = DemoCommand.startFrom(plant, freePort());
        url = server.addresses().get(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Run browse(String... more) {
        List<String> all = new ArrayList<>(List.of("opcua", "browse", url, "--security", "None"));
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void shouldShowWhatTheServerHas() {
        Run run = browse("--node", "ns=2;s=Feed", "--depth", "2");
        assertThat(run.exitCode()).as(run.err().toString()).isZero();
        assertThat(run.out()).contains("TK101/  ns=2;s=Feed.TK101");
        assertThat(run.out()).anyMatch(line -> line.startsWith("  Level  Double (float64) "));
    }

    @Test
    void shouldSayOnceWhereTheEndpointsAreWhenTheUrlHasNoPath() {
        String server = url.substring(0, url.lastIndexOf('/'));
        Run run = Run.of("opcua", "browse", server, "--security", "None");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("ringmain: " + server + ": BadTcpEndpointUrlInvalid")
                .contains("; its endpoints are ")
                .contains("/ringmain-demo");
    }

    @Test
    void shouldMakeASiteFileThatTheClientTakes() throws Exception {
        Run run = browse("--node", "ns=2;s=Feed", "--yaml", "--prefix", "Demo", "--connector", "demo");
        assertThat(run.exitCode()).as(run.err().toString()).isZero();
        assertThat(run.err()).isEmpty();
        Path file = folder.resolve("site.yaml");
        List<String> lines = new ArrayList<>(List.of("site: {name: browsed}", "connectors:"));
        lines.add("  - {name: demo, type: opcua, security: None, endpoint: \"" + url + "\"}");
        lines.addAll(run.out());
        Files.write(file, lines);

        List<ConnectorProvider> providers = ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals("opcua"))
                .toList();
        SiteDefinition site = SiteFile.read(Source.file(file), Overrides.none(), jars -> List.of(), providers)
                .site();

        TagDefinition level = site.tags().stream()
                .filter(tag -> tag.source() != null && tag.source().address().equals("ns=2;s=Feed.TK101.Level"))
                .findFirst()
                .orElseThrow();
        assertThat(level.name()).isEqualTo("Demo.TK101.Level");
        assertThat(level.type()).isEqualTo(TagType.FLOAT64);
        assertThat(level.unit()).isEqualTo("%");
        assertThat(level.rangeHigh()).isEqualTo(100);
    }

    @Test
    void shouldEndWithThreeWhenNobodyListens() throws IOException {
        Run run = Run.of("opcua", "browse", "opc.tcp://127.0.0.1:" + freePort() + "/none", "--security", "None");
        assertThat(run.exitCode()).as(run.err().toString()).isEqualTo(ExitCode.NOT_REACHABLE);
    }
}
