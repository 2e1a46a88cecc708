package io.ringmain.gateway.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A language that somebody drops into the site's folder, beside those that come with the screens. */
class LanguagesTest {
    private static final Map<String, String> COMING = Map.of(
            "text/languages.json", "[\"es\"]", "text/es.json", "{\"Alarms\":\"Alarmas\",\"Tags\":\"Variables\"}");

    @TempDir
    Path folder;

    private Languages languages;

    @BeforeEach
    void prepare() {
        languages = new Languages(path -> bytes(COMING.get(path)), new TextFolder(folder));
    }

    @Test
    void shouldOfferWhatComesWithTheScreensWithoutAFolder() {
        languages = new Languages(path -> bytes(COMING.get(path)), new TextFolder(folder.resolve("none")));
        assertThat(list())
                .isEqualTo(
                        "{\"languages\":[{\"code\":\"en\",\"catalogue\":false},{\"code\":\"es\",\"catalogue\":true}]}");
        assertThat(texts("es")).isEqualTo(COMING.get("text/es.json"));
        assertThat(languages.texts("fr")).isNull();
    }

    @Test
    void shouldOfferALanguageAsSoonAsItsFileIsThere() throws Exception {
        assertThat(list()).doesNotContain("fr");
        write("fr.json", "{\"Alarms\":\"Alarmes\"}");
        assertThat(list()).contains("{\"code\":\"fr\",\"catalogue\":true}");
        assertThat(texts("fr")).isEqualTo("{\"Alarms\":\"Alarmes\"}");
    }

    @Test
    void shouldTakeTheSitesOwnWordsBeforeThoseThatCome() throws Exception {
        write("es.json", "{\"Tags\":\"Señales\"}");
        assertThat(texts("es")).isEqualTo("{\"Alarms\":\"Alarmas\",\"Tags\":\"Señales\"}");
        write("en.json", "{\"Tags\":\"Points\"}");
        assertThat(list()).contains("{\"code\":\"en\",\"catalogue\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"a\":1}", "{\"a\":\"b\",\"a\":\"c\"}", "{\"a\":{}}"})
    void shouldLeaveOutAFileThatIsBroken(String text) throws Exception {
        write("fr.json", text);
        assertThat(list()).doesNotContain("fr");
        assertThat(languages.texts("fr")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr.JSON", "..json", "français.json", "fr.json.bak", "f.json", "languages-of-us-all.json"})
    void shouldTakeNoOtherName(String name) throws Exception {
        write(name, "{\"Alarms\":\"Alarmes\"}");
        assertThat(list())
                .isEqualTo(
                        "{\"languages\":[{\"code\":\"en\",\"catalogue\":false},{\"code\":\"es\",\"catalogue\":true}]}");
    }

    @Test
    void shouldTakeAMendedFileAtOnce() throws Exception {
        write("fr.json", "{");
        assertThat(list()).doesNotContain("fr");
        write("fr.json", "{\"Alarms\":\"Alarmes\"}");
        Files.setLastModifiedTime(folder.resolve("fr.json"), FileTime.fromMillis(1));
        assertThat(list()).contains("fr");
    }

    @Test
    void shouldNotFollowLinks() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.txt"), "{\"a\":\"b\"}");
        Files.createSymbolicLink(folder.resolve("fr.json"), elsewhere);
        assertThat(list()).doesNotContain("fr");
    }

    @Test
    void shouldTellTextsThatLackAndPlacesThatDiffer() throws Exception {
        Catalogue complete = Catalogue.read(bytes("{\"A {n}\":\"\",\"B\":\"\"}"));
        Catalogue own = Catalogue.read(bytes("{\"A {n}\":\"a {m}\"}"));
        assertThat(own.lacking(complete)).containsExactly("B");
        assertThat(own.misplaced()).containsExactly("A {n}");
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private String list() {
        return new String(languages.list(), StandardCharsets.UTF_8);
    }

    private String texts(String code) {
        return new String(languages.texts(code), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
