package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.TagDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes at run time in files beside the site's own. */
class ManagedFolderTest {
    private static final String SITE = """
            # the plant's own file: nobody but people writes it
            site: {name: plant, data: data}
            tags:
              - {name: A, type: float64, unit: bar}
              - {name: B, type: int64}
            alarms:
              - {name: A.HI, tag: A, kind: HI, limit: 5}
            """;
    private static final String MACHINE = """
            {"interval":"1h","attributes":{"z":{"value":1,"range":[0,2]},"a":true},"states":{"SHUT":{},"OPEN":{"entry":{"W":"true"}}},
            "transitions":[{"from":"SHUT","to":"OPEN","when":"A > 3"},{"from":"OPEN","to":"SHUT","operator":true}]}""";

    @TempDir
    Path folder;

    private Path file;
    private Path changes;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("plant.yaml");
        changes = folder.resolve("plant.d");
        Files.writeString(file, SITE);
    }

    private SiteConfiguration read() throws ConfigurationException {
        return SiteFile.read(Source.file(file), Overrides.none(), jars -> List.of(), List.of());
    }

    private ManagedSite.Draft draft() throws ConfigurationException {
        return read().managed().draft();
    }

    private static void keep(ManagedSite.Draft draft) {
        assertThat(draft.problems()).isEmpty();
        draft.result().prepare().commit();
    }

    private static List<String> names(SiteConfiguration read) {
        return read.site().tags().stream().map(TagDefinition::name).toList();
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.strip();
    }

    @Test
    void shouldShowInVersionControlWhatWasChangedAndNothingElse() throws Exception {
        ManagedSite.Draft many = draft();
        for (int i = 0; i < 300; i++) {
            many.put(
                    Section.TAGS,
                    "Many.T" + i,
                    "{\"type\":\"float64\",\"range\":[0,10],\"description\":\"n " + i + "\"}");
        }
        many.put(Section.ALARMS, "M", "{\"tag\":\"A\",\"kind\":\"HI\",\"limit\":7}");
        keep(many);
        git("init", "-q");
        git("add", "-A");
        git("commit", "-q", "-m", "before");

        ManagedSite.Draft one = draft();
        one.patch(Section.TAGS, "Many.T150", "{\"range\":[0,20]}");
        keep(one);
        assertThat(git("diff", "--numstat")).isEqualTo("1\t1\tplant.d/tags.yaml");
        assertThat(git("diff", "-U0")).contains("-      range: [0,10]", "+      range: [0,20]");

        git("commit", "-qam", "range");
        ManagedSite.Draft added = draft();
        added.put(Section.TAGS, "Many.T1505", "{\"type\":\"bool\"}");
        keep(added);
        assertThat(git("diff", "--numstat")).isEqualTo("4\t0\tplant.d/tags.yaml");

        ManagedSite.Draft back = draft();
        back.remove(Section.TAGS, "Many.T1505");
        keep(back);
        assertThat(git("status", "--porcelain")).isEmpty();
    }

    @Test
    void shouldLeaveTheSitesOwnFilesAsTheyAre() throws Exception {
        ManagedSite.Draft draft = draft();
        draft.patch(Section.TAGS, "A", "{\"unit\":\"mbar\"}");
        draft.remove(Section.TAGS, "B");
        keep(draft);

        assertThat(file).hasContent(SITE);
        assertThat(changes.resolve("tags.yaml")).content().contains("- name: A\n    over: \"", "definition: null");
        assertThat(names(read())).containsExactly("A");
        assertThat(read().site().tags().get(0).unit()).isEqualTo("mbar");
        assertThat(read().managed().settings())
                .extracting(Setting::origin)
                .containsOnly(changes.resolve("tags.yaml").toString());
    }

    @Test
    void shouldReadWhateverItHasWritten() throws Exception {
        ManagedSite.Draft draft = draft();
        for (String text :
                List.of("true", "1e3", "- a", "a: b", "ü \"q\"", "", " x ", "[", "null", "it's", "a #b", "No")) {
            draft.put(
                    Section.TAGS,
                    "T" + text.hashCode(),
                    "{\"type\":\"string\",\"description\":" + Tree.quoted(text) + "}");
        }
        draft.put(Section.TAGS, "W", "{\"type\":\"bool\",\"writable\":true}");
        draft.put(Section.MACHINES, "M", MACHINE);
        ManagedSite made = draft.result();
        keep(draft);

        ManagedSite again = read().managed();
        made.changes()
                .forEach((section, names) -> names.forEach(
                        (name, managed) -> assertThat(again.text(section, name)).isEqualTo(managed.json())));
        assertThat(again.changes().get(Section.TAGS)).hasSize(13);
        assertThat(changes.resolve("machines.yaml"))
                .content()
                .contains("\n        OPEN:\n          entry:\n            W: \"true\"\n");
    }

    @Test
    void shouldReadNoneOrAllOfAChangeWheneverTheProcessEnds() throws Exception {
        ManagedSite.Draft first = draft();
        first.put(Section.TAGS, "Old", "{\"type\":\"bool\"}");
        keep(first);
        ManagedSite.Draft second = draft();
        second.remove(Section.TAGS, "Old");
        second.put(Section.ALARMS, "New", "{\"tag\":\"B\",\"kind\":\"HI\",\"limit\":7}");
        second.result().prepare(); // and the process has ended

        assertThat(names(read())).contains("Old");
        assertThat(read().site().alarms()).hasSize(1);
        Files.writeString(
                changes.resolve(".pending"), "delete tags.yaml\nput alarms.yaml\n"); // ended after the decision
        assertAllOfIt();
        Files.move(
                changes.resolve("alarms.yaml.new"), changes.resolve("alarms.yaml")); // ended while it was carried out
        assertAllOfIt();
        keep(draft()); // a change of nothing carries it out
        assertThat(changes.resolve("tags.yaml")).doesNotExist();
        assertThat(changes.resolve(".pending")).doesNotExist();
        assertAllOfIt();
    }

    private void assertAllOfIt() throws ConfigurationException {
        assertThat(names(read())).containsExactly("A", "B");
        assertThat(read().site().alarms()).hasSize(2);
    }

    @Test
    void shouldTakeOverWhatStoodInTheDataFolder() throws Exception {
        Path former = folder.resolve("data/managed.yaml");
        Files.createDirectories(former.getParent());
        Files.writeString(former, """
                changes:
                - {"section":"tags","name":"C","over":"","definition":{"name":"C","type":"bool"}}
                - {"section":"alarms","name":"H","over":"","definition":{"name":"H","tag":"B","kind":"HI","limit":7}}
                """);
        assertThat(names(read())).contains("C");

        ManagedSite.Draft draft = draft();
        draft.put(Section.TAGS, "D", "{\"type\":\"bool\"}");
        keep(draft);

        assertThat(former).doesNotExist();
        assertThat(names(read())).containsExactly("A", "B", "C", "D");
        assertThat(read().site().alarms()).hasSize(2);
    }

    @Test
    void shouldKeepChangesWhereTheSiteFileSays() throws Exception {
        Files.writeString(file, SITE.replace("data: data", "data: data, changes: kept/here"));
        ManagedSite.Draft draft = draft();
        draft.put(Section.TAGS, "D", "{\"type\":\"bool\"}");
        keep(draft);

        assertThat(folder.resolve("kept/here/tags.yaml")).exists();
        assertThat(changes).doesNotExist();
    }
}
