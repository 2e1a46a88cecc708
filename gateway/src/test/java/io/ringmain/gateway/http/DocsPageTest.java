package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.testing.TestGateway;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that draws the description. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsPageTest {
    private TestGateway gateway;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void shouldServeThePageWithoutALogin() {
        HttpResponse<String> page = gateway.get("/docs", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
        for (String file : List.of("/docs/docs.js", "/docs/docs.css")) {
            assertThat(page.body()).contains('"' + file + '"');
            assertThat(gateway.get(file, "").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/docs.js", "/docs/docs.css"})
    void shouldAskNothingOfOtherServers(String file) {
        assertThat(gateway.get(file, "").body()).doesNotContain("http://", "https://", "\"//", "'//", "innerHTML");
    }
}
