package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.gateway.testing.FakeBrowserProvider;
import io.ringmain.gateway.testing.FakeDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowseCommandTest {
    @TempDir
    private Path folder;

    private static Run run(String... args) {
        List<String> all = new ArrayList<>(List.of("opcua", "browse"));
        all.addAll(Arrays.asList(args));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void shouldShowATreeWithEachNodeOnce() {
        Run run = run("fake://here", "--user", "me", "--set", "keep-alive=1s");
        assertThat(run.exitCode()).as(run.err().toString()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "Feed/  n=Feed",
                        "  FI-101  float64 (float64) m3/h [0.0 to 120.0]  n=FI",
                        "  P101A.Run  bool (bool) writable  n=Run",
                        "  FI/101  float64 (float64) wibbles [5.0 to 5.0]  n=Odd",
                        "Über tank #1/  n=Über",
                        "  Batch: \"A\"  string (string)  n=Text",
                        "  Profile  float64[] (float64[])  n=Profile",
                        "  Struct  Range  n=Struct",
                        "    Low  int64 (int64) [0.0 to 10.0]  n=Low",
                        "Go()  n=Go",
                        "Server/  i=2253",
                        "  Now  string (string)  i=2258");
        assertThat(FakeBrowserProvider.settings).containsEntry("user", "me").containsEntry("keep-alive", "1s");
        assertThat(FakeBrowserProvider.opened.closed).hasValue(1);
    }

    @Test
    void shouldSayWhichLimitHasCutIt() {
        Run few = run("fake://here", "--limit", "3");
        assertThat(few.out()).hasSize(3);
        assertThat(few.err()).containsExactly("ringmain: the limit of 3 nodes is reached");
        Run flat = run("fake://here", "--depth", "1");
        assertThat(flat.out()).hasSize(4);
        assertThat(flat.err()).containsExactly("ringmain: nothing is shown below 1 levels");
        assertThat(flat.exitCode()).isZero();
    }

    @Test
    void shouldAnswerInJson() throws Exception {
        Run run = run("fake://here", "--json", "--node", "n=Feed");
        JsonNode json = new ObjectMapper().readTree(run.out().get(0));
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(json.path("nodes").findValuesAsText("address")).containsExactly("n=FI", "n=Run", "n=Odd");
        assertThat(json.at("/nodes/0/rangeHigh").asDouble()).isEqualTo(120);
        assertThat(json.at("/nodes/0/path/0").asText()).isEqualTo("FI-101");
    }

    @Test
    void shouldWriteTagsThatASiteFileTakes() throws Exception {
        Run run = run("fake://here", "--yaml", "--prefix", "Area1", "--connector", "field");
        assertThat(run.exitCode()).as(run.err().toString()).isZero();
        assertThat(run.out())
                .contains(
                        "# 6 tags of fake://here",
                        "  - name: Area1.Feed.FI-101",
                        "    type: float64",
                        "    range: [0, 120]",
                        "    source: {connector: field, address: \"n=FI\"}");
        Path file = folder.resolve("site.yaml");
        List<String> lines = new ArrayList<>(List.of("site: {name: browsed}", "connectors:"));
        lines.add("  - {name: field, type: fake}");
        lines.addAll(run.out());
        Files.write(file, lines);

        SiteDefinition site = SiteFile.read(
                        Source.file(file), Overrides.none(), jars -> List.of(), List.of(new FakeDevice()))
                .site();

        assertThat(site.tags())
                .extracting(TagDefinition::name)
                .containsExactly(
                        "Area1.Feed.FI-101",
                        "Area1.Feed.P101A.Run",
                        "Area1.Feed.FI_101",
                        "Area1._ber_tank__1.Batch___A_",
                        "Area1._ber_tank__1.Profile",
                        "Area1._ber_tank__1.Struct.Low");
        TagDefinition flow = site.tags().get(0);
        assertThat(flow.unit()).isEqualTo("m3/h");
        assertThat(flow.description()).isEqualTo("Flow of the feed");
        assertThat(site.tags().get(1).isWritable()).isTrue();
        assertThat(site.tags().get(3).description()).isEqualTo("line\nline");
        assertThat(site.tags().get(4).type()).isEqualTo(TagType.FLOAT64_ARRAY);
    }

    @Test
    void shouldMakeNoTagsOfWhatAServerTellsOfItselfUnlessAsked() {
        assertThat(run("fake://here", "--yaml").out()).noneMatch(line -> line.contains("i=2258"));
        assertThat(run("fake://here", "--yaml", "--node", "i=2253").out())
                .contains("  - name: Now", "# 1 tags of fake://here below i=2253");
    }

    @Test
    void shouldEndWithThreeWhenNobodyIsThere() {
        Run run = run("fake://away");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_REACHABLE);
        assertThat(run.err()).hasSize(1);
        assertThat(run.err().get(0)).startsWith("ringmain: fake://away: ");
        assertThat(run("fake://here", "--node", "n=None").exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        assertThat(run("nix://here").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run("nix://here").err().get(0)).contains("fake://");
        Run settings = run("fake://here", "--set", "colour=red");
        assertThat(settings.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(settings.err()).containsExactly("ringmain: colour: is not known; size: is missing");
        assertThat(run("fake://here", "--yaml", "--json").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run("fake://here", "--limit", "0").exitCode()).isEqualTo(ExitCode.REFUSED);
    }
}
