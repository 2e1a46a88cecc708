package io.ringmain.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivationRulesTest {
    private final List<TagDefinition> tags = new ArrayList<>(List.of(
            TagDefinition.builder("P", TagType.FLOAT64).unit("bar").build(),
            TagDefinition.builder("L", TagType.FLOAT64).unit("m").build()));

    private DerivationRulesTest derived(String name, String expression) {
        tags.add(TagDefinition.builder(name, TagType.FLOAT64)
                .unit("bar")
                .derivation(Derivation.of(expression))
                .build());
        return this;
    }

    private List<String> problems() {
        return SiteRules.check(new SiteDefinition("s", List.of(), tags, List.of(), List.of()), List.of()).stream()
                .map(p -> p.index() + " " + p.key() + " " + p.message())
                .toList();
    }

    @Test
    void shouldTakeASoundOne() {
        derived("D", "P * 2").derived("E", "D + P + 100'kPa'");

        assertThat(problems()).isEmpty();
        assertThat(tags.get(2).isWritable()).isFalse();
    }

    @Test
    void shouldSayTheColumn() {
        derived("D", "P + Q")
                .derived("E", "P + L")
                .derived("F", "P +")
                .derived("G", "L")
                .derived("H", "P > 1");

        assertThat(problems())
                .satisfiesExactly(
                        p -> assertThat(p).isEqualTo("2 expression column 5: unknown tag 'Q'"),
                        p -> assertThat(p).startsWith("3 expression column 5: "),
                        p -> assertThat(p).startsWith("4 expression column 4: unexpected the end"),
                        p -> assertThat(p).startsWith("5 expression column 1: "),
                        p -> assertThat(p).startsWith("6 expression column 3: the result is bool, not float64"));
    }

    @Test
    void shouldNameTheTagsOfACycle() {
        derived("D", "E + P")
                .derived("E", "F")
                .derived("F", "D")
                .derived("G", "G + 1")
                .derived("H", "D");

        assertThat(problems())
                .containsExactly(
                        "2 expression a cycle, which is not allowed: D -> E -> F -> D",
                        "5 expression a cycle, which is not allowed: G -> G");
    }

    @Test
    void shouldTakeALongChain() {
        derived("D0", "P");
        for (int i = 1; i < 50_000; i++) {
            derived("D" + i, "D" + (i - 1));
        }

        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldRefuseASourceATextAnArrayAndABadTick() {
        tags.add(TagDefinition.builder("S", TagType.FLOAT64)
                .derivation(new Derivation("P", 1))
                .source(new TagSource("none", "x", TagSource.Mode.POLL, 1))
                .build());
        tags.add(TagDefinition.builder("T", TagType.STRING)
                .derivation(Derivation.of("P"))
                .build());
        tags.add(TagDefinition.builder("A", TagType.FLOAT64_ARRAY).length(3).build());
        derived("R", "A + sum(A)");
        tags.add(TagDefinition.builder("C", TagType.FLOAT64)
                .derivation(Derivation.of("P"))
                .conditioning(new Conditioning(1))
                .build());

        assertThat(problems())
                .contains(
                        "2 expression a derived tag has no source: leave one of the two out",
                        "2 tick must be 1ms to 366d",
                        "3 expression an expression gives a bool, int64 or float64, not a string",
                        "5 expression column 1: 'A' is an array of 3, take an element as in name[0], or sum, avg, min, max of it",
                        "6 expression a derived tag is not conditioned: leave filters, scaling and stale times to its inputs");
    }
}
