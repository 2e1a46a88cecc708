package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.ring.Command.Kind;
import io.ringmain.gateway.testing.RecordedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A level over 80 twice, the second time over 90, each acknowledged after 5 s and over after 10. */
class WhatIfCommandTest {
    private static final String SITE = """
            site: {name: "North <b>&"}
            tags: [{name: Level, type: float64}, {name: Flow, type: float64}]
            alarms: [{name: Level.HI, tag: Level, kind: HI, limit: %s}]
            """;

    @TempDir
    private static Path folder;

    private static RecordedSite site;

    @BeforeAll
    static void record() throws Exception {
        site = new RecordedSite(folder).run(SITE.formatted(80), running -> {
            for (double top : new double[] {85, 95}) {
                running.tick(60).update("Level", top).update("Flow", top);
                running.tick(5).order(Kind.ACKNOWLEDGE, "Level.HI").tick(5).update("Level", 20);
            }
        });
    }

    private static Run whatIf(String yaml, String... options) throws Exception {
        String file = site.write("other.yaml", yaml).toString();
        return Run.of(Stream.concat(Stream.of("replay", site.data().toString(), "--what-if", file), Stream.of(options))
                .toArray(String[]::new));
    }

    private static JsonNode json(Run run) throws Exception {
        assertThat(run.out()).as("%s", run).hasSize(1);
        return new ObjectMapper().readTree(run.out().get(0));
    }

    @Test
    void shouldTellWhatDiffersAndThatItIsOpenLoop() throws Exception {
        Run run = whatIf(SITE.formatted(90));

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("Open loop: "))
                .anyMatch(line -> line.matches("annunciations +2 +1"))
                .anyMatch(line -> line.contains("Level.HI: 1 only as it was, 0 only what if, 0 changed, 1 the same"))
                .anyMatch(line -> line.contains("only as it was: 10.0 s, priority 2"))
                .anyMatch(line -> line.contains("acknowledge Level.HI by anna: Good, what if Bad"));
    }

    @Test
    void shouldAnswerInJson() throws Exception {
        JsonNode answer = json(whatIf(SITE.formatted(90), "--json"));

        assertThat(answer.path("openLoop").asBoolean()).isTrue();
        assertThat(answer.at("/figures/recorded/annunciations").asInt()).isEqualTo(2);
        assertThat(answer.at("/figures/whatIf/annunciations").asInt()).isEqualTo(1);
        assertThat(answer.at("/alarms/0/alarm").asText()).isEqualTo("Level.HI");
        assertThat(answer.at("/alarms/0/onlyRecorded/0/seconds").asDouble()).isEqualTo(10);
        assertThat(answer.at("/commandDifferences/0/command").asText()).isEqualTo("ACKNOWLEDGE");
        assertThat(answer.at("/remarks")).isEmpty();
    }

    @Test
    void shouldWriteAPageThatNeedsNothingElseAndEscapesNames() throws Exception {
        Path page = folder.resolve("what-if.html");

        Run run = whatIf(SITE.formatted(90), "--html", page.toString());

        String html = Files.readString(page);
        assertThat(run.exitCode()).isZero();
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("North &lt;b&gt;&amp;", "Open loop", "<svg", "prefers-color-scheme")
                .doesNotContain("<b>", "<script", "http://", "https://");
    }

    @Test
    void shouldListWhatIsNotThere() throws Exception {
        JsonNode answer = json(whatIf("""
                site: {name: Other}
                tags: [{name: Level, type: bool}, {name: New, type: float64}]
                alarms: [{name: New.HI, tag: New, kind: HI, limit: 1}]
                """, "--json"));

        assertThat(answer.at("/remarks").findValuesAsText("kind"))
                .containsExactly("TAG_MISSING", "VALUE_NOT_CONVERTED", "NOT_RECORDED");
        assertThat(answer.at("/commandDifferences").findValuesAsText("detail")).containsOnly("there is no such alarm");
    }

    @Test
    void shouldLookAtTheSpanThatIsAskedFor() throws Exception {
        String middle = Json.time(site.nowNs() - 20 * RecordedSite.SECOND);

        assertThat(json(whatIf(SITE.formatted(90), "--json", "--to", middle)).path("alarms"))
                .hasSize(1);
        assertThat(json(whatIf(SITE.formatted(90), "--json", "--from", middle)).path("alarms"))
                .isEmpty();
    }

    @Test
    void shouldFollowARename() throws Exception {
        JsonNode answer = json(
                whatIf(SITE.formatted(80).replace("Level", "Tank.Level"), "--json", "--rename", "Level=Tank.Level"));

        assertThat(answer.path("sameOccurrences").asInt()).isEqualTo(2);
        assertThat(answer.path("alarms")).isEmpty();
        assertThat(answer.path("remarks")).isEmpty();
    }

    @Test
    void shouldNameWhatIsWrongInTheSiteFile() throws Exception {
        Run run = whatIf("site: {name: Other}\ntags: [{name: Level, type: flaot}]\n");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("other.yaml:2:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verify", "--show", "--speed 1", "--html nowhere/x.html"})
    void shouldRefuseWhatMakesNoSenseTogether(String options) throws Exception {
        Run run = whatIf(SITE.formatted(90), options.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains(options.split(" ")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--html x.html", "--rename A=B"})
    void shouldRefuseOptionsOfAWhatIfWithoutOne(String options) {
        Run run = Run.of(Stream.concat(Stream.of("replay", site.data().toString()), Stream.of(options.split(" ")))
                .toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("needs --what-if");
    }
}
