package io.ringmain.gateway.prom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    private static final String[] TEXTS = {
        "",
        "a",
        "b",
        "ab",
        "aab",
        "abab",
        "aaa",
        "A",
        "Ab",
        "Feed.Level",
        "FeedxLevel",
        "Feed",
        "a{2",
        "a]",
        "a-b",
        "12",
        "123",
        "a b",
        "a\tb",
        "^",
        "\u00e9",
        "\uD83D\uDE00",
        "_9",
        "-",
        ".",
        "z"
    };

    private static boolean isLike(String pattern, String text) {
        return Regex.of(pattern).matches(text, new Regex.Budget(1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a*",
                "a+b?",
                "a*?b",
                "(ab)*",
                "(?:a|b)+",
                "a|b|",
                "|a",
                "(|a)(|b)",
                "a{2}",
                "a{2,}",
                "a{1,2}b",
                "(a{0,2}b){1,2}",
                "(a*)*",
                "(a|b*)+",
                ".",
                ".*",
                ".+e.*",
                "Feed\\.Level",
                "Feed[.]Level",
                "Feed.Level",
                "^Feed.*$",
                "^(Feed|a)$",
                "a^b",
                "$^",
                "[ab]+",
                "[^ab]",
                "[a-c]{2}",
                "[]a]+",
                "[a-]+b",
                "[\\d_]+",
                "\\d+",
                "\\w*",
                "\\W",
                "a\\sb",
                "\\S+",
                "\\^",
                "(?i)aB",
                "(?i)[a-b]+",
                "\u00e9|\uD83D\uDE00",
            })
    void shouldFitWhatJavaFits(String pattern) {
        // dots of Java leave line breaks out, of which there are none here; its sets take a bracket first only escaped
        Pattern java = Pattern.compile(pattern.replace("[]a]", "[\\]a]"));
        for (String text : TEXTS) {
            assertThat(isLike(pattern, text))
                    .as("%s of '%s'", pattern, text)
                    .isEqualTo(java.matcher(text).matches());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "[",
                "[a",
                "[b-a]",
                "*",
                "+a",
                "a**",
                "a|*",
                "\\",
                "(?=a)",
                "(?<n>a)",
                "(a)\\1",
                "\\bx",
                "a{2,1}",
                "a{1001}",
                "[[:alpha:]]"
            })
    void shouldRefuse(String pattern) {
        assertThatThrownBy(() -> Regex.of(pattern))
                .isInstanceOf(PromException.class)
                .hasMessageContaining("no regular expression");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void shouldNotGoOnForEverWithChoicesOfNothing() {
        assertThat(isLike("(|)".repeat(300) + "z", "")).isFalse();
        assertThat(isLike("(|)".repeat(300) + "z", "z")).isTrue();
        assertThat(isLike("(a*)*".repeat(150) + "b", "a".repeat(100))).isFalse();
        assertThat(isLike(".*.*.*.*.*.*b", "a".repeat(200))).isFalse();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void shouldRefuseToRepeatNothingForEver() {
        assertThatThrownBy(() -> Regex.of("(?:(?:(?:){999}){999}){999}")).hasMessageContaining("repeats too much");
        assertThatThrownBy(() -> Regex.of("((x{0,999}){0,999}){0,999}")).hasMessageContaining("repeats too much");
    }

    @Test
    void shouldRefuseWhatIsNestedWithoutEnd() {
        assertThatThrownBy(() -> Regex.of("(".repeat(400) + ")".repeat(400))).hasMessageContaining("nested");
    }

    @Test
    void shouldStopAQueryWhoseExpressionsTakeTooLongTogether() {
        Regex regex = Regex.of("(a{0,400}){0,5}b");
        Regex.Budget budget = new Regex.Budget(1_000_000);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        regex.matches("a".repeat(100), budget);
                    }
                })
                .isInstanceOf(PromException.class)
                .hasMessageContaining("too long");
    }
}
