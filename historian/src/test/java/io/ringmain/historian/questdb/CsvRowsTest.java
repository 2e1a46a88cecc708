package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvRowsTest {

    @Test
    void shouldTellNullFromEmpty() {
        assertThat(CsvRows.parse("1,,\"\"\r\n,2,\r\n"))
                .containsExactly(new String[] {"1", null, ""}, new String[] {null, "2", null});
    }

    @Test
    void shouldReadQuotesAndEscapes() {
        assertThat(CsvRows.parse("\"a \"\"b\"\"\",\"x,y\",\"l1\\nl2\\\\n\\u0007\"\n"))
                .containsExactly(new String[] {"a \"b\"", "x,y", "l1\nl2\\n\u0007"});
    }

    @Test
    void shouldReadNothing() {
        assertThat(CsvRows.parse("")).isEmpty();
    }
}
