package io.ringmain.perf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter errors = new StringWriter();
    private final CommandLine command = Main.commandLine().setErr(new PrintWriter(errors, true));

    @Test
    void shouldNameAllSuitesWhenThereIsNoneOfThatName() {
        assertThat(command.execute("--only", "nonesuch")).isEqualTo(2);
        assertThat(errors.toString()).contains("there is no suite 'nonesuch'", "there are cvt, ");
    }

    @Test
    void shouldRefuseAProfileThatDoesNotExist() {
        assertThat(command.execute("--profile", "tiny")).isEqualTo(2);
        assertThat(errors.toString()).contains("--profile", "tiny", "short", "long");
    }

    @Test
    void shouldRefuseAReportFolderThatCanNotBeWrittenBeforeItMeasures(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        PrintStream standard = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(command.execute("--report", file.resolve("report").toString()))
                    .isEqualTo(2);
        } finally {
            System.setErr(standard);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("perf: the report can not be written: ");
    }

    @Test
    void shouldRefuseAReportFolderWithoutAName() {
        assertThat(command.execute("--report", "")).isEqualTo(2);
        assertThat(errors.toString()).contains("--report is empty, must name a folder");
    }

    @Test
    void shouldListTheSuitesInJson() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        SuiteList.print(new PrintStream(said, true, StandardCharsets.UTF_8), true);

        assertThat(new ObjectMapper().readTree(said.toByteArray()).findValuesAsText("name"))
                .isEqualTo(Suites.ALL.stream().map(Suite::name).toList());
    }

    @Test
    void shouldNeedLessThanTenMinutesForTheShortProfile() {
        int seconds = Suites.ALL.stream()
                .filter(Suite::isInShort)
                .mapToInt(suite -> suite.seconds(false))
                .sum();
        assertThat(seconds).isLessThan(575);
    }

    @Test
    void shouldHaveOneSuiteForEachName() {
        List<String> names = Suites.ALL.stream().map(Suite::name).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9-]+"));
        Set<String> fixed = new HashSet<>();
        Suites.ALL.forEach(suite -> suite.fixedNames()
                .forEach(name ->
                        assertThat(fixed.add(name)).as(name + " is given once").isTrue()));
    }

    /** What others may rely on; perf/README.md says what each is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ring.raw.rate",
                "pipeline.rate.1000",
                "pipeline.rate.100000",
                "pipeline.share.1000",
                "pipeline.share.100000",
                "pipeline.vs.conventional.1000",
                "pipeline.vs.conventional.100000",
                "pipeline.sustained.1000",
                "pipeline.sustained.100000",
                "pipeline.alloc",
                "pipeline.producers4.share",
                "pipeline.dedicated.share",
                "cvt.read.shared.ratio",
                "latency.cvt.p50.ratio",
                "scale.growth",
                "journal.bytes",
                "replay.rate",
                "replay.share",
                "recovery.seconds",
                "start.seconds",
                "memory.demo",
                "memory.tags.1000000",
                "peer.yamcs.ratio"
            })
    void shouldGiveEachNameThatStaysByOneSuiteOfTheShortProfile(String name) {
        assertThat(Suites.ALL.stream()
                        .filter(Suite::isInShort)
                        .filter(suite -> suite.fixedNames().contains(name)))
                .hasSize(1);
    }
}
