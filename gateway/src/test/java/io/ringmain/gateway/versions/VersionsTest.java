package io.ringmain.gateway.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
    @TempDir
    Path folder;

    private static Versions.Texts texts(Map<String, String> tags) {
        return text -> new TreeMap<>(tags).forEach((name, json) -> text.take("tags", name, json));
    }

    private static ChangedText tag(String name, String from, String to) {
        return new ChangedText("tags", name, from, to);
    }

    private Versions begun() {
        Versions versions = Versions.in(folder);
        versions.find(texts(Map.of("A", "1")), 1, "", "start", 1, 0);
        return versions;
    }

    private static void add(Versions versions, ChangedText... changes) {
        versions.add(7, "anna", "why", 2, 99, List.of(changes));
    }

    @Test
    void shouldTellWhatIsBetweenTwoVersionsBothWays() {
        Versions versions = begun();
        add(versions, tag("A", "1", "2"), tag("B", null, "b"));
        add(versions, tag("A", "2", "3"));
        add(versions, tag("B", "b", null), tag("C", null, "c"));

        assertThat(versions.between(1, 3)).containsExactly(tag("A", "1", "3"), tag("B", null, "b"));
        assertThat(versions.between(1, 4)).containsExactly(tag("A", "1", "3"), tag("C", null, "c"));
        assertThat(versions.between(4, 1)).containsExactly(tag("A", "3", "1"), tag("C", "c", null));
        assertThat(versions.between(2, 2)).isEmpty();
    }

    @Test
    void shouldKeepThemOverARestart() {
        add(begun(), tag("A", "1", "2"), tag("B", null, "b"), tag("X", "x", null));

        Versions again = Versions.in(folder);

        assertThat(again.all().get(1)).isEqualTo(new Version(2, 7, "anna", "why", 2, 99, 1, 1, 1));
        assertThat(again.changes(2)).containsExactly(tag("A", "1", "2"), tag("B", null, "b"), tag("X", "x", null));
    }

    @Test
    void shouldMakeNoVersionOfNoChange() {
        Versions versions = begun();
        add(versions, tag("A", "1", "1"));
        versions.find(texts(Map.of("A", "1")), 1, "", "start", 1, 0);
        assertThat(versions.newest()).isEqualTo(1);
    }

    @Test
    void shouldFindWhatWasChangedInTheFilesMeanwhile() {
        Versions before = begun();
        add(before, tag("B", null, "b"), tag("C", null, "c"));
        Versions versions = Versions.in(folder);

        versions.find(texts(Map.of("A", "other", "B", "b", "D", "d")), 1, "", "start", 3, 0);

        assertThat(versions.changes(3))
                .containsExactlyInAnyOrder(tag("A", "1", "other"), tag("C", "c", null), tag("D", null, "d"));
        versions.find(texts(Map.of("A", "other", "B", "b", "D", "d")), 1, "", "start", 3, 0);
        assertThat(versions.newest()).isEqualTo(3);
    }

    @Test
    void shouldCutOffWhatAKilledProcessHasLeft() throws IOException {
        Versions versions = begun();
        add(versions, tag("A", "1", "2"));
        Path file = folder.resolve("versions.jsonl");
        byte[] whole = Files.readAllBytes(file);
        add(versions, tag("A", "2", "3"));
        byte[] more = Files.readAllBytes(file);
        for (int cut = whole.length + 1; cut < more.length; cut += 7) {
            Files.write(file, Arrays.copyOf(more, cut), StandardOpenOption.TRUNCATE_EXISTING);
            assertThat(Versions.in(folder).newest()).as("cut at " + cut).isEqualTo(2);
            assertThat(Files.size(file)).isEqualTo(whole.length);
        }
    }
}
