package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private Path site(String text) throws IOException {
        return Files.writeString(
                folder.resolve("site.yaml"), "site: {name: North, data: " + folder.resolve("data") + "}\n" + text);
    }

    private static String line(Run run, String subject) {
        List<String> found = run.out().stream()
                .filter(line -> line.substring(5).startsWith(subject + ": "))
                .toList();
        assertThat(found).as(subject + " in " + run.out()).hasSize(1);
        return found.get(0);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void shouldFindThatAllIsWell() throws Exception {
        Run run = Run.of("doctor", site("http: {port: 0}\n").toString());

        assertThat(run.exitCode()).as(run.out().toString()).isZero();
        assertThat(line(run, "java")).contains(Runtime.version().toString());
        assertThat(line(run, "jvm options")).startsWith("OK");
        assertThat(line(run, "site file")).startsWith("OK");
        assertThat(line(run, "disk speed")).contains("force median");
        assertThat(line(run, "http.port")).isEqualTo("OK   http.port: any free one");
        assertThat(Files.exists(folder.resolve("data"))).as("changes nothing").isFalse();
    }

    @Test
    void shouldAnswerInJsonWithWhatToDo() throws Exception {
        Path site = site("http: {port: 0, bind: 0.0.0.0}\n");
        Run run = Run.of("doctor", site.toString(), "--json");
        JsonNode json = new ObjectMapper().readTree(String.join("\n", run.out()));

        assertThat(run.exitCode()).as("a warning fails nothing").isZero();
        assertThat(json.path("failed").asBoolean()).isFalse();
        assertThat(json.path("findings")).anySatisfy(finding -> {
            assertThat(finding.path("subject").asText()).isEqualTo("tls");
            assertThat(finding.path("status").asText()).isEqualTo("WARN");
            assertThat(finding.path("advice").asText()).contains("http.tls");
        });
    }

    @Test
    void shouldFailWith2WhenTheSiteFileIsWrong() throws Exception {
        Run run = Run.of("doctor", site("http: {prt: 1}\n").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(line(run, "site file")).startsWith("FAIL").contains("http.prt");
    }

    @Test
    void shouldFailWith3WhenADeviceIsNotReached() throws Exception {
        int port = closedPort();
        Path site = site("http: {port: 0}\nconnectors:\n  - {name: plc, type: opcua, endpoint: \"opc.tcp://127.0.0.1:"
                + port + "\", security: None}\n  - {name: off, type: opcua, enabled: false, endpoint:"
                + " \"opc.tcp://127.0.0.1:" + port + "\", security: None}\n");
        Run run = Run.of("doctor", site.toString());

        assertThat(run.exitCode()).as(run.out().toString()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(line(run, "connector plc")).startsWith("FAIL").contains("127.0.0.1:" + port);
        assertThat(line(run, "connector off")).isEqualTo("OK   connector off: disabled");
    }

    @Test
    void shouldFailWith3WhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = Run.of(
                    "doctor",
                    site("http: {port: " + taken.getLocalPort() + "}\n").toString());

            assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
            assertThat(line(run, "http.port")).startsWith("FAIL");
        }
    }

    @Test
    void shouldFailWith3WhenThePortOfTheOpcUaServerIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = Run.of(
                    "doctor",
                    site("http: {port: 0}\nconnectors:\n  - {name: ua, type: opcua-server, security: None, endpoint:"
                                    + " \"opc.tcp://127.0.0.1:" + taken.getLocalPort() + "/ringmain\"}\n")
                            .toString());

            assertThat(run.exitCode()).as(run.out().toString()).isEqualTo(ExitCode.NOT_REACHABLE);
            assertThat(line(run, "connector ua")).startsWith("FAIL").contains("can not be used");
        }
    }

    @Test
    void shouldCountWhatTheSiteFileDeclares() throws Exception {
        Run run = Run.of(
                "doctor",
                site("http: {port: 0}\ntags:\n  - {name: A, type: float64}\n  - {name: B, type: bool}\n")
                        .toString());

        assertThat(line(run, "site file")).isEqualTo("OK   site file: sound: 2 tags, 0 alarms, 0 connectors");
    }

    @Test
    void shouldFailWith4WhenADatabaseIsNone() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("store.db"), "this is no database at all");
        Run run = Run.of("doctor", "--data", data.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.VERIFICATION_FAILED);
        assertThat(line(run, "database store.db")).startsWith("FAIL");
        assertThat(line(run, "journal")).isEqualTo("OK   journal: none yet");
    }

    @Test
    void shouldFailWith1WhenSeveralThingsFailInDifferentWays() throws Exception {
        Run run = Run.of("doctor", site("http: {prt: 1}\n").toString(), "--url", "http://127.0.0.1:" + closedPort());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(line(run, "running site")).startsWith("FAIL");
    }

    @Test
    void shouldLookAtTheCertificate() throws Exception {
        TestKeys one = TestKeys.make(folder, "one");
        TestKeys other = TestKeys.make(folder, "other");
        String tls = "http: {port: 0, tls: {certificate: one.crt, key: ";

        assertThat(line(Run.of("doctor", site(tls + "one.key}}\n").toString()), "certificate"))
                .startsWith("OK")
                .contains("good until");
        Run wrong = Run.of("doctor", site(tls + "other.key}}\n").toString());
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(line(wrong, "certificate")).contains(other.key().toString());
        assertThat(one.certificate()).exists();
    }

    @Test
    void shouldAskARunningSiteForItsHealth() {
        try (TestGateway gateway = new TestGateway()) {
            Run well = Run.of("doctor", "--url", gateway.server.url().toString());
            assertThat(line(well, "running site")).startsWith("OK").contains("is ready");
            assertThat(well.exitCode()).isZero();
        }
    }
}
