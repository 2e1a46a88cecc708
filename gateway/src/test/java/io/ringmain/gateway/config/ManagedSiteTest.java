package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes at run time over what the site's files say. */
class ManagedSiteTest {
    private static final String SITE = """
            site: {name: plant, data: data}
            tags:
              - {name: A, type: float64, unit: bar}
              - name: B
                type: int64
            alarms:
              - {name: A.HI, tag: A, kind: HI, limit: 5, on-delay: 500ms}
            """;

    /** Takes whatever tags say of their source. */
    private static final class AnyAddress implements ConnectorProvider {
        @Override
        public String type() {
            return "any";
        }

        @Override
        public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
            return List.of();
        }

        @Override
        public Connector create(ConnectorDefinition definition) {
            throw new AssertionError("no connector is made while a site is read");
        }
    }

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("site.yaml");
        Files.writeString(file, SITE);
    }

    private SiteConfiguration read() throws ConfigurationException {
        return read(Overrides.none());
    }

    private SiteConfiguration read(Overrides overrides) throws ConfigurationException {
        return SiteFile.read(Source.file(file), overrides, jars -> List.<Machine>of(), List.of(new AnyAddress()));
    }

    private SiteConfiguration afterwards(ManagedSite.Draft draft) throws ConfigurationException {
        assertThat(draft.problems()).isEmpty();
        draft.result().prepare().commit();
        return read();
    }

    @Test
    void shouldKeepConnectorsWithFlagsAboveThem() throws Exception {
        Files.writeString(file, SITE + "connectors:\n  - {name: plc, type: any, endpoint: a, pause: 1s}\n");
        Overrides flags =
                new Overrides(Map.of("connectors.plc.endpoint", new Overrides.Flag("--endpoint", "flag")), Map.of());
        ManagedSite.Draft draft = read(flags).managed().draft();
        draft.patch(Section.CONNECTORS, "plc", "{\"pause\":\"5s\",\"enabled\":false}");
        draft.put(Section.CONNECTORS, "other", "{\"type\":\"any\"}");
        assertThat(draft.change()
                        .applyTo(read(flags).site())
                        .connectors()
                        .get(0)
                        .settings())
                .containsEntry("endpoint", "flag")
                .containsEntry("pause", "5s");

        SiteConfiguration next = afterwards(draft);
        assertThat(next.site().connectors())
                .containsExactly(
                        new ConnectorDefinition(
                                "plc", "any", Map.of("endpoint", "a", "pause", "5s", "enabled", "false")),
                        new ConnectorDefinition("other", "any", Map.of()));
        ManagedSite.Draft removal = next.managed().draft();
        removal.remove(Section.CONNECTORS, "other");
        assertThat(afterwards(removal).site().connectors()).hasSize(1);
    }

    private static List<String> names(SiteDefinition site) {
        return site.tags().stream().map(TagDefinition::name).toList();
    }

    @Test
    void shouldKeepWhatIsWrittenWhateverItsForm() throws ConfigurationException {
        assertThat(read().managed().text(Section.TAGS, "B")).isEqualTo("{\"name\":\"B\",\"type\":\"int64\"}");
        assertThat(read().managed().text(Section.ALARMS, "A.HI"))
                .isEqualTo("{\"kind\":\"HI\",\"limit\":5,\"name\":\"A.HI\",\"on-delay\":\"500ms\",\"tag\":\"A\"}");
    }

    @Test
    void shouldKeepEveryKeyOfTagsAlarmsAndGroups() throws Exception {
        Files.writeString(file, SITE + "connectors:\n  - {name: plc, type: any}\n");
        ManagedSite.Draft draft = read().managed().draft();
        List<String> tags = List.of(
                """
                {"name":"X","type":"float64","unit":"bar","display-unit":"psi","description":"d","range":[0,10],"area":"a",
                "source":{"connector":"plc","address":"a","mode":"poll","interval":"2s"},
                "manufacturer":"m","segment":"s","position":"12.4km","writable":true,"deadband":"0.5%","stale":"5s",
                "history":false,"scaling":{"raw":[0,4095],"engineering":[0,10],"outside":"bad","raw-type":"int64"},
                "filters":[{"kind":"exponential","time-constant":"2s"},{"kind":"frozen","epsilon":0.1,"time":"1m"}],
                "signature":"required"}""",
                "{\"name\":\"Y\",\"type\":\"float64[]\",\"length\":3}",
                "{\"name\":\"Z\",\"type\":\"int64\",\"expression\":\"B + 1\",\"tick\":\"2s\"}",
                "{\"name\":\"V\",\"type\":\"int64\",\"rounded\":true,\"source\":{\"connector\":\"plc\",\"address\":\"b\"}}");
        List<String> names = List.of("X", "Y", "Z", "V");
        for (int i = 0; i < tags.size(); i++) {
            draft.put(Section.TAGS, names.get(i), tags.get(i));
        }
        String rest = """
                "on-delay":"1s","off-delay":"2s","priority":3,"acknowledge":true,"confirm":true,"latching":true,
                "reannounce":true,"re-alarm":"1h","max-shelve":"2h","bad-quality":true,"first-out":"F",
                "suppressed-by":"B > 3","suppression-groups":["G"],"message":"m","class":"c","area":"a","cause":"w",
                "consequence":"q","action":"x","time-to-respond":"10m","signature":"required"}""";
        draft.put(
                Section.ALARMS,
                "L",
                "{\"name\":\"L\",\"tag\":\"A\",\"kind\":\"HI\",\"limit\":7,\"deadband\":1," + rest);
        draft.put(Section.ALARM_GROUPS, "G", "{\"name\":\"G\",\"suppressed-by\":\"B > 5\"}");
        for (String key : TagSection.KEYS) {
            assertThat(String.join("", tags)).contains('"' + key + '"');
        }
        SiteDefinition changed = draft.change().applyTo(read().site());

        SiteDefinition next = afterwards(draft).site();

        // new ones come by name from the file; ids go by name, so the order means nothing
        assertThat(next.tags()).containsExactlyInAnyOrderElementsOf(changed.tags());
        assertThat(next.alarms()).isEqualTo(changed.alarms());
        assertThat(next.alarmGroups()).isEqualTo(changed.alarmGroups());
    }

    @Test
    void shouldFindChangesAgainAtTheNextStart() throws ConfigurationException {
        ManagedSite.Draft draft = read().managed().draft();
        draft.put(Section.TAGS, "C", "{\"type\":\"string\",\"description\":\"a \\\"quoted\\\" name: ü\"}");
        draft.patch(Section.TAGS, "A", "{\"unit\":\"mbar\"}");
        draft.remove(Section.TAGS, "B");
        SiteConfiguration next = afterwards(draft);
        assertThat(names(next.site())).containsExactly("A", "C");
        assertThat(next.site().tags().get(0).unit()).isEqualTo("mbar");
        assertThat(next.site().tags().get(1).description()).isEqualTo("a \"quoted\" name: ü");
        assertThat(next.superseded()).isEmpty();
        assertThat(next.managed().settings())
                .extracting(Setting::path)
                .containsExactly("tags[A]", "tags[B]", "tags[C]");
    }

    @Test
    void shouldLetTheFilesWinWhenTheyHaveBeenEditedSince() throws Exception {
        ManagedSite.Draft draft = read().managed().draft();
        draft.patch(Section.TAGS, "A", "{\"unit\":\"mbar\"}");
        draft.remove(Section.TAGS, "B");
        afterwards(draft);
        Files.writeString(file, SITE.replace("unit: bar", "unit: kPa"));
        SiteConfiguration next = read();
        assertThat(names(next.site())).containsExactly("A");
        assertThat(next.site().tags().get(0).unit()).isEqualTo("kPa");
        assertThat(next.superseded()).singleElement().asString().contains("tags.yaml:4: tags[A]");
    }

    @Test
    void shouldForgetAChangeThatIsTakenBack() throws ConfigurationException {
        ManagedSite.Draft draft = read().managed().draft();
        draft.patch(Section.TAGS, "A", "{\"unit\":\"mbar\"}");
        ManagedSite.Draft back = afterwards(draft).managed().draft();
        back.patch(Section.TAGS, "A", "{\"unit\":\"bar\"}");
        assertThat(afterwards(back).managed().settings()).isEmpty();
    }

    @Test
    void shouldNameTheLineOfAChangeThatDoesNotFitAnyMore() throws Exception {
        ManagedSite.Draft draft = read().managed().draft();
        draft.put(Section.ALARMS, "B.HI", "{\"tag\":\"B\",\"kind\":\"HI\",\"limit\":1}");
        afterwards(draft);
        Files.writeString(file, SITE.replace("name: B", "name: Bee"));
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("alarms.yaml:9: alarms[B.HI].tag: tag 'B' is not declared");
    }

    @Test
    void shouldRefuseAnotherNameThanTheOneAskedFor() throws ConfigurationException {
        ManagedSite.Draft draft = read().managed().draft();
        draft.put(Section.TAGS, "C", "{\"name\":\"D\",\"type\":\"bool\"}");
        assertThat(draft.problems()).extracting(Problem::message).containsExactly("is 'D', must be 'C'");
    }

    @Test
    void shouldGiveOneTextForOneMeaning() {
        assertThat(json("{b: 1, a: [x, 'y', +2, 3., .5e1], c: {z: null, y: true, x: '1'}}"))
                .isEqualTo("{\"a\":[\"x\",\"y\",2,3.0,\".5e1\"],\"b\":1,\"c\":{\"x\":\"1\",\"y\":true,\"z\":null}}");
        assertThat(json("{a: [], b: {}, c: 007, d: 0x1F, e: 1e3, f: -0}"))
                .isEqualTo("{\"a\":[],\"b\":{},\"c\":7,\"d\":\"0x1F\",\"e\":1e3,\"f\":-0}");
    }

    @Test
    void shouldKeepTheOrderOfStatesAndOfNothingElse() {
        assertThat(json("{states: {Z: {exit: {b: 1, a: 2}}, A: }, name: M, interval: 1s, attributes: {y: 1, x: 2}}"))
                .isEqualTo("{\"attributes\":{\"y\":1,\"x\":2},\"interval\":\"1s\",\"name\":\"M\","
                        + "\"states\":{\"Z\":{\"exit\":{\"b\":1,\"a\":2}},\"A\":null}}");
        assertThat(json("{scaling: {offset: 1, factor: 2}}")).isEqualTo(json("{scaling: {factor: 2, offset: 1}}"));
    }

    private static String json(String yaml) {
        Problems problems = new Problems();
        return Tree.json(Tree.of(YamlText.compose(new TextSource("text", yaml), new Place("text", 0), problems)));
    }
}
