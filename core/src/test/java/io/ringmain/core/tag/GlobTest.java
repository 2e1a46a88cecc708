package io.ringmain.core.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*,A.B.C,true",
        "A.*,A.B.C,true",
        "A.*,B.A.C,false",
        "*.C,A.B.C,true",
        "*.C,A.B.D,false",
        "A*C,A.B.C,true",
        "A.B.C,A.B.C,true",
        "A.B,A.B.C,false",
        "*B*,A.B.C,true",
        "**,A,true",
        "A.?,A.B,false"
    })
    void shouldMatch(String pattern, String text, boolean isMatch) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(isMatch);
    }

    @Test
    void shouldNotTakeForeverOnManyStars() {
        Glob glob = new Glob("*a".repeat(30) + "b");

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(glob.matches("a".repeat(10_000))).isFalse());
    }
}
