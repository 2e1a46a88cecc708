package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts for which the YAML library would need more memory than there is. */
class YamlTextTest {
    private static final int MAX_TREE = 2_000;
    private static final String PLAIN = "site: {name: big}\ntags:\n" + "- {name: A, type: bool}\n".repeat(200);

    private final Problems problems = new Problems();

    private Node compose(String text) {
        TextSource source = new TextSource("site.yaml", text);
        return YamlText.compose(source, new Place("site.yaml", 1), problems, null, MAX_TREE);
    }

    @Test
    void shouldNameTheLineOfAMistakeInATextThatIsTooLongForATree() {
        Node root = compose(PLAIN + "- {name: B, type: 'bool}\n");

        assertThat(root).isNull();
        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.place().line()).isGreaterThan(202);
            assertThat(problem.message()).startsWith("is not valid YAML: ");
        });
    }

    @Test
    void shouldRefuseAnchorsInATextThatIsTooLongForATree() {
        Node root = compose(PLAIN + "more: &more [1]\nagain: *more\n");

        assertThat(root).isNull();
        assertThat(problems.sorted())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("must be plain YAML beyond 2000"));
    }

    @Test
    void shouldReadPlainYamlHoweverLongItIs() {
        assertThat(compose(PLAIN)).isNotNull();
    }

    @Test
    void shouldSayWhatIsWrongWhereAnEscapeIsCutShortByTheEndOfTheText() {
        Node root = compose("site: \"a\\x");

        assertThat(root).isNull();
        assertThat(problems.sorted())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("is not valid YAML: "));
    }

    @Test
    void shouldSayWhatIsWrongWhereATagBeginsWithASpace() {
        Node root = compose("site: !<%20a> 1\n");

        assertThat(root).isNull();
        assertThat(problems.sorted())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("is not valid YAML: "));
    }

    /** Unlimited, each token cost as much as there were brackets open: a million of them would have taken an hour. */
    @Test
    @Timeout(60)
    void shouldNotTakeForeverOverAMillionOpenBracketsInATextThatIsTooLongForATree() {
        Node root = compose("[".repeat(1_000_000));

        assertThat(root).isNull();
        assertThat(problems.sorted())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("is nested too deeply"));
    }
}
