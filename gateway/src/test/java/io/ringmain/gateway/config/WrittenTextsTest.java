package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrittenTextsTest {

    @Test
    void shouldGiveBackEachText() {
        WrittenTexts.Builder builder = new WrittenTexts.Builder();
        for (int i = 0; i < 3_000; i++) {
            builder.add("Näme." + i, "{\"name\":\"Näme." + i + "\",\"limit\":" + i % 7 + "}");
        }
        WrittenTexts texts = builder.build();
        for (int i = 0; i < 3_000; i++) {
            assertThat(texts.get("Näme." + i)).isEqualTo("{\"name\":\"Näme." + i + "\",\"limit\":" + i % 7 + "}");
            assertThat(texts.get("Name." + i)).isNull();
        }
    }

    @Test
    void shouldHaveNothingWhereNothingIsWritten() {
        assertThat(WrittenTexts.NONE.get("A")).isNull();
    }
}
