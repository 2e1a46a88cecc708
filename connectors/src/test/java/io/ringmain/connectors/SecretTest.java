package io.ringmain.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("secret"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n"})
    void shouldReadAFileWithoutTheEndOfItsLine(String text) throws IOException {
        assertThat(Secret.resolve(Map.of("password-file", file(text).toString()), "password"))
                .isEqualTo("s3cret");
    }

    @Test
    void shouldKeepBlanksAndLinesWithin() throws IOException {
        assertThat(Secret.resolve(Map.of("password-file", file(" a \nb\n\n").toString()), "password"))
                .isEqualTo(" a \nb\n");
    }

    @Test
    void shouldReadTheEnvironment() {
        String name = System.getenv().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .findFirst()
                .orElseThrow()
                .getKey();
        assertThat(Secret.resolve(Map.of("password-env", name), "password")).isEqualTo(System.getenv(name));
    }

    @Test
    void shouldBeNullWhenNoneIsGiven() {
        assertThat(Secret.resolve(Map.of("user", "x"), "password")).isNull();
        assertThat(Secret.isGiven(Map.of("user", "x"), "password")).isFalse();
        assertThat(Secret.problems(Map.of("user", "x"), "password")).isEmpty();
    }

    @Test
    void shouldRefuseASecretInTheSettingsAndSayWhereItBelongs() {
        assertThat(Secret.problems(Map.of("password", "hunter2"), "password"))
                .singleElement()
                .asString()
                .startsWith("password: ")
                .contains("password-file", "password-env")
                .doesNotContain("hunter2");
    }

    @Test
    void shouldRefuseTwoSourcesAndEmptyOnes() {
        assertThat(Secret.problems(Map.of("password-file", "/a", "password-env", "B"), "password"))
                .hasSize(1);
        assertThat(Secret.problems(Map.of("password-file", " "), "password")).containsExactly("password-file: empty");
    }

    @Test
    void shouldNameTheSettingWhenItCanNotBeHad() throws IOException {
        assertThatThrownBy(() -> Secret.resolve(Map.of("token-file", folder + "/none"), "token"))
                .isInstanceOf(ProvisionException.class)
                .hasMessageStartingWith("token-file: " + folder + "/none can not be read");
        assertThatThrownBy(() -> Secret.resolve(Map.of("token-env", "RINGMAIN_NO_SUCH"), "token"))
                .isInstanceOf(ProvisionException.class)
                .hasMessage("token-env: the environment has no variable RINGMAIN_NO_SUCH");
        String empty = file("\n").toString();
        assertThatThrownBy(() -> Secret.resolve(Map.of("token-file", empty), "token"))
                .isInstanceOf(ProvisionException.class)
                .hasMessageStartingWith("token-file: ");
    }
}
