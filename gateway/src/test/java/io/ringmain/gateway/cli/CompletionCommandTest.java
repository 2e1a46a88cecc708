package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    /** As a shell does it when somebody presses the key. */
    private String completed(String words, int at) throws Exception {
        Path script = Files.write(
                folder.resolve("completion"), Run.of("completion", "bash").out());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(" + words + "); COMP_CWORD=" + at
                                + "; _complete_ringmain; printf '%s ' \"${COMPREPLY[@]}\"")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(out).isZero();
        return out;
    }

    @Test
    void shouldCompleteCommandsAndOptionsInBash() throws Exception {
        assertThat(completed("ringmain do", 1)).isEqualTo("doctor ");
        assertThat(completed("ringmain journal ve", 2)).isEqualTo("verify ");
        assertThat(completed("ringmain doctor --j", 2)).isEqualTo("--json ");
    }

    @Test
    void shouldGiveZshTheSameWithWhatItNeedsForIt() {
        Run bash = Run.of("completion", "bash");
        Run zsh = Run.of("completion", "zsh");

        assertThat(zsh.exitCode()).isZero();
        assertThat(zsh.out().get(0)).contains("bashcompinit");
        assertThat(zsh.out().subList(1, zsh.out().size())).isEqualTo(bash.out());
    }

    @Test
    void shouldRefuseOtherShells() {
        assertThat(Run.of("completion", "tcsh").exitCode()).isEqualTo(ExitCode.REFUSED);
    }
}
