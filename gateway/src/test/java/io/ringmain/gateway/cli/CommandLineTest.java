package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run",
                "validate",
                "journal",
                "journal info",
                "journal tail",
                "journal verify",
                "journal diff",
                "replay",
                "user",
                "user add",
                "user passwd",
                "user role",
                "user list",
                "config",
                "config show",
                "config schema"
            })
    void shouldExplainEveryCommand(String command) {
        Run run = Run.of((command + " --help").split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).first().asString().startsWith("Usage: ringmain " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dmeo", "run", "run a.yaml b.yaml", "journal", "demo --prot 1", "user add x", "replay"})
    void shouldRefuseWrongUsageInOneLine(String arguments) {
        Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith("ringmain: ")
                .contains("--help");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldValidateASite() throws Exception {
        Path site = write("site: {name: North}\ntags: [{name: A, type: bool}]\n");

        Run run = Run.of("validate", site.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsExactly(site + ": valid; site North, connectors 0, tags 1, alarms 0, machines 0");
    }

    @Test
    void shouldNameEveryErrorOfASiteOnStderr() throws Exception {
        Path site = write("site: {nam: North}\nhttp: {port: x}\n");

        Run run = Run.of("validate", site.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).hasSize(3).allMatch(line -> line.startsWith(site + ":"));
        assertThat(run.out()).isEmpty();
    }

    @Test
    void shouldNameEveryErrorOfASiteInJson() throws Exception {
        Run run = Run.of(
                "validate",
                "--json",
                write("site: {name: N}\nhttp: {port: x}\n").toString());

        JsonNode answer = json(run.out());
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.at("/valid").asBoolean()).isFalse();
        assertThat(answer.at("/problems/0/line").asInt()).isEqualTo(2);
        assertThat(answer.at("/problems/0/key").asText()).isEqualTo("http.port");
    }

    @Test
    void shouldFindTheConnectorsAndMachinesOfTheProductItself() throws Exception {
        Path site = write("""
                site: {name: North}
                connectors: [{name: c, type: opcuaa}]
                machines: [{name: m, type: pump-dutyy}]
                """);

        assertThat(Run.of("validate", site.toString()).err())
                .anyMatch(line -> line.contains("did you mean 'opcua'?"))
                .anyMatch(line -> line.contains("pump-duty,"));
    }

    @Test
    void shouldShowWhereSettingsComeFrom() throws Exception {
        Path site = write("site: {name: North}\nhttp: {port: 81}\n");

        assertThat(Run.of("config", "show", "--origin", site.toString()).out())
                .contains("http.port = 81    # " + site + ":2", "http.bind = 127.0.0.1    # default");
        assertThat(json(Run.of("config", "show", "--json", site.toString()).out())
                        .path("http.port")
                        .asText())
                .isEqualTo("81");
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        Run run = Run.of("validate", folder.resolve("none.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("there is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal info", "journal tail", "journal verify", "replay --verify", "user list --data"})
    void shouldNotReachAFolderThatIsNotThere(String command) {
        Run run = Run.of((command + " " + folder.resolve("none")).split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(run.err()).singleElement().asString().contains("none");
    }

    @Test
    void shouldKeepUsers() throws Exception {
        String data = folder.toString();

        Run added = Run.of("user", "add", "anna", "--role", "operator", "--data", data);
        Run again = Run.of("user", "add", "anna", "--role", "guest", "--data", data);
        Run changed = Run.of("user", "passwd", "anna", "--data", data);
        Run promoted = Run.of("user", "role", "anna", "supervisor", "--data", data);
        Run unknown = Run.of("user", "passwd", "ana", "--data", data);
        Run listed = Run.of("user", "list", "--json", "--data", data);

        assertThat(added.out()).singleElement().asString().matches("anna [A-Za-z0-9]{16}");
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(changed.out()).singleElement().asString().matches("anna [A-Za-z0-9]{16}");
        assertThat(changed.out()).isNotEqualTo(added.out());
        assertThat(promoted.exitCode()).isZero();
        assertThat(unknown.err()).containsExactly("ringmain: there is no user 'ana', did you mean 'anna'?");
        assertThat(json(listed.out()).at("/0/role").asText()).isEqualTo("supervisor");
    }

    @Test
    void shouldMakeTheDataFolderForTheFirstUserOfANewSite() {
        String data = folder.resolve("new/site").toString();
        assertThat(Run.of("user", "list", "--data", data).exitCode()).isNotZero();
        assertThat(Run.of("user", "add", "anna", "--role", "administrator", "--data", data)
                        .exitCode())
                .isZero();
        assertThat(Run.of("user", "list", "--data", data).out())
                .singleElement()
                .asString()
                .contains("anna");
    }

    @Test
    void shouldRefuseARoleThatThereIsNot() {
        Run run = Run.of("user", "add", "anna", "--role", "operatr", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("did you mean 'operator'?");
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("site.yaml"), text);
    }

    private static JsonNode json(List<String> lines) throws Exception {
        return new ObjectMapper().readTree(String.join("\n", lines));
    }
}
