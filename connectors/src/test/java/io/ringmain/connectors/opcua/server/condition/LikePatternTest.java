package io.ringmain.connectors.opcua.server.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Feed.TK101 | Feed.%       | true",
                "Feed.TK101 | feed.%       | false",
                "Feed.TK101 | %TK1__       | true",
                "Feed.TK101 | %TK1_        | false",
                "Feed.TK101 | %            | true",
                "\"\"       | %            | true",
                "\"\"       | _            | false",
                "abc        | a[b-d]c      | true",
                "abc        | a[^b-d]c     | false",
                "axc        | a[^b-d]c     | true",
                "a-c        | a[x-]c       | true",
                "50%        | 50\\%        | true",
                "500        | 50\\%        | false",
                "a_b        | a\\_b        | true",
                "aXb        | a\\_b        | false",
                "a.b        | a.b          | true",
                "aXb        | a.b          | false",
                "aab        | %a%b         | true",
                "abcabd     | %ab_         | true"
            })
    void shouldMatchAsTheStandardSays(String text, String pattern, boolean isMatch) {
        assertThat(LikePattern.matches(text, pattern)).isEqualTo(isMatch);
    }
}
