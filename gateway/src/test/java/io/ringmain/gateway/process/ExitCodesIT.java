package io.ringmain.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process tells whoever started it. */
class ExitCodesIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldEndWith3WhenThePortIsOccupied() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                RingmainChild run = run("--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(run.awaitExit(BOUND)).isEqualTo(3);
            assertThat(run.err()).singleElement().asString().contains("port " + taken.getLocalPort(), "--port");
        }
    }

    @Test
    void shouldEndWith3WhenTheDataFolderCanNotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        try (RingmainChild run =
                run("--port", "0", "--data", file.resolve("data").toString())) {
            assertThat(run.awaitExit(BOUND)).isEqualTo(3);
            assertThat(run.err()).singleElement().asString().contains("data folder", "--data");
        }
    }

    @Test
    void shouldEndWith2WhenTheSiteFileIsWrong() throws Exception {
        Path site = Files.writeString(folder.resolve("site.yaml"), "site: {name: N}\nhtp: {}\n");

        try (RingmainChild run = RingmainChild.start(folder, "run", site.toString())) {
            assertThat(run.awaitExit(BOUND)).isEqualTo(2);
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith(site + ":2: htp: is not known, did you mean 'http'?");
        }
    }

    @Test
    void shouldRunWithoutItsDeviceShareNoFolderAndEndWith0OnSigterm() throws Exception {
        String data = folder.resolve("data").toString();
        try (RingmainChild first = run("--port", "0", "--data", data)) {
            URI url = first.awaitReady(BOUND);
            assertThat(url.getPort()).isPositive();
            assertThat(first.err()).anyMatch(line -> line.contains("connector plant is UNAVAILABLE"));
            assertThat(first.out())
                    .filteredOn(line -> line.startsWith("admin "))
                    .hasSize(1);

            try (RingmainChild second = run("--port", "0", "--data", data)) {
                assertThat(second.awaitExit(BOUND)).isEqualTo(3);
                assertThat(second.err()).singleElement().asString().contains("in use by process");
            }

            assertThat(first.terminate().awaitExit(Duration.ofSeconds(5))).isZero();
        }
    }

    @Test
    void shouldEndWith4AndOneLineWhenTheJournalIsDamaged() throws Exception {
        Path data = folder.resolve("data");
        try (RingmainChild killed = run("--port", "0", "--data", data.toString())) {
            killed.awaitReady(BOUND);
        }
        flipInside(data, "x\u0001"); // zlib's head: the configuration

        try (RingmainChild run = run("--port", "0", "--data", data.toString())) {
            assertThat(run.awaitExit(BOUND)).isEqualTo(4);
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith("ringmain: the journal is damaged: epoch 1, ")
                    .containsPattern("\\.cq4, byte \\d+, sequence 1: ")
                    .contains("journal verify", "backup", "--data");
        }
    }

    /** Changes a bit in the journal where that text stands. */
    private static void flipInside(Path data, String text) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("journal/epoch-000001"))) {
            Path segment = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(1024 * 1024);
                channel.read(bytes, 0);
                int at = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf(text);
                assertThat(at).isPositive();
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (text.charAt(0) ^ 1)}), at);
            }
        }
    }

    /** A site whose only device is not there: port 1 of the loopback refuses. */
    private RingmainChild run(String... options) throws Exception {
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: {name: North}
                historian: {questdb: {embedded: false}}
                connectors: [{name: plant, type: opcua, endpoint: "opc.tcp://127.0.0.1:1", security: None}]
                tags:
                  - {name: A, type: bool, source: {connector: plant, address: "ns=2;s=A"}}
                """);
        String[] args = new String[options.length + 2];
        args[0] = "run";
        args[1] = site.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return RingmainChild.start(folder, args);
    }
}
