package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The screens out of a folder, as who writes them has them served. */
class StaticFilesTest {
    @TempDir
    Path home;

    private Path folder;
    private StaticFiles files;

    @BeforeEach
    void prepare() throws Exception {
        folder = Files.createDirectory(home.resolve("dist"));
        Files.createDirectory(folder.resolve("assets"));
        Files.writeString(folder.resolve("index.html"), "first");
        Files.writeString(folder.resolve("assets/main.js"), "code");
        Files.writeString(home.resolve("secret.txt"), "secret");
        files = new StaticFiles(StaticFilesTest.class.getClassLoader(), "hmi/", folder);
    }

    @Test
    void shouldServeAFileAsItIsAtThatMoment() throws Exception {
        StaticFiles.File before = files.find("index.html");
        Files.writeString(folder.resolve("index.html"), "second");
        StaticFiles.File now = files.find("index.html");
        assertThat(before.plain()).asString().isEqualTo("first");
        assertThat(now.plain()).asString().isEqualTo("second");
        assertThat(now.etag()).isNotEqualTo(before.etag());
        assertThat(files.find("assets/main.js").contentType()).startsWith("text/javascript");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../secret.txt", "assets/../../secret.txt", "/secret.txt", ".hidden.txt", "assets", "none.js"})
    void shouldServeNothingElse(String path) throws Exception {
        Files.writeString(folder.resolve(".hidden.txt"), "hidden");
        assertThat(files.find(path)).isNull();
    }

    @Test
    void shouldNotFollowALinkOutOfTheFolder() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.txt"), home.resolve("secret.txt"));
        assertThat(files.find("link.txt")).isNull();
    }
}
