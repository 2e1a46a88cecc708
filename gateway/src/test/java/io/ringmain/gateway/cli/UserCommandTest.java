package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeTheFirstUser() {
        done("user add admin --role administrator");
    }

    private Run run(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--data", folder.toString()));
        return Run.of(words.toArray(String[]::new));
    }

    private List<String> done(String line) {
        Run run = run(line);
        assertThat(run.exitCode()).as(run.err().toString()).isZero();
        return run.out();
    }

    private JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(String.join("", done(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(String line, int code, String why) {
        Run run = run(line);
        assertThat(run.exitCode()).isEqualTo(code);
        assertThat(run.err()).singleElement().asString().contains(why);
    }

    @Test
    void shouldLimitAUserToAreas() {
        done("user add anna --role operator --areas Feed,Tank/1 --must-change");

        JsonNode anna = json("user list --json").get(1);
        assertThat(anna.path("areas").toString()).isEqualTo("[\"Feed\",\"Tank/1\"]");
        assertThat(anna.path("mustChange").asBoolean()).isTrue();
        assertThat(done("user list").get(1)).contains("operator in Feed, Tank/1");
    }

    @Test
    void shouldKeepTheAreasWithAnotherRoleUnlessOthersAreGiven() {
        done("user add anna --role operator --areas Feed");

        assertThat(done("user role anna supervisor")).containsExactly("anna is supervisor in Feed");
        assertThat(done("user role anna supervisor --areas Tank")).containsExactly("anna is supervisor in Tank");
        assertThat(done("user role anna supervisor --areas=")).containsExactly("anna is supervisor");
    }

    @Test
    void shouldDisableEnableAndRemoveUsers() {
        done("user add anna --role operator");
        done("user disable anna");
        assertThat(json("user list --json").at("/1/disabled").asBoolean()).isTrue();
        done("user enable anna");
        assertThat(json("user list --json").at("/1/disabled").asBoolean()).isFalse();
        done("user remove anna");
        assertThat(json("user list --json")).hasSize(1);
    }

    @Test
    void shouldKeepTheLastAdministrator() {
        for (String change : List.of("user disable admin", "user remove admin", "user role admin guest")) {
            assertRefused(change, ExitCode.FAILED, "last administrator");
        }
    }

    @Test
    void shouldMakeRolesOfPermissions() {
        done("role add feeder view write@Feed,Tank shelve");
        done("user add anna --role feeder");

        assertThat(done("role list")).last().asString().matches("feeder +view shelve write@Feed,Tank");
        JsonNode write = json("role list --json").at("/5/permissions/2");
        assertThat(write.path("permission").asText()).isEqualTo("write");
        assertThat(write.path("areas").toString()).isEqualTo("[\"Feed\",\"Tank\"]");
        assertRefused("role remove feeder", ExitCode.FAILED, "Some user has the role");
        done("role add feeder view");
        done("user remove anna");
        done("role remove feeder");
        assertThat(done("role list")).hasSize(5);
    }

    @Test
    void shouldRefuseRolesThatAreNotSound() {
        assertRefused("role add feeder view writ", ExitCode.REFUSED, "did you mean 'write'?");
        assertRefused("role add feeder write", ExitCode.REFUSED, "view is missing");
        assertRefused("role add feeder view@Feed", ExitCode.REFUSED, "whole site");
        assertRefused("role add Feeder view", ExitCode.REFUSED, "'Feeder' is not allowed");
        assertRefused("role add guest view", ExitCode.FAILED, "built in");
        assertRefused("role remove nobody", ExitCode.FAILED, "there is no role");
    }
}
