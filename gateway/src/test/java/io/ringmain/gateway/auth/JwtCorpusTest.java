package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ringmain.gateway.testing.RawClient;
import io.ringmain.gateway.testing.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Forged tokens over HTTP: each is refused with 401, and nothing but a few lines comes of all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwtCorpusTest {
    private static final String TAGS = "/api/v1/tags?limit=1";

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private TestGateway gateway;
    private String good;
    private List<JwtCorpus.Case> corpus;

    @BeforeAll
    void start() throws Exception {
        gateway = new TestGateway();
        gateway.token("administrator");
        good = gateway.token("guest");
        byte[] key = Files.readAllBytes(gateway.folder.resolve("auth").resolve("token.key"));
        corpus = JwtCorpus.of(good, key, gateway.clock.instant());
        logged.start();
        root().addAppender(logged);
    }

    @AfterAll
    void stop() {
        root().detachAppender(logged);
        gateway.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    Stream<JwtCorpus.Case> corpus() {
        return corpus.stream();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void shouldRefuse(JwtCorpus.Case forged) {
        HttpResponse<String> answer = gateway.get(TAGS, forged.token());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(TestGateway.json(answer).path("code").asText())
                .isIn("token-invalid", "token-expired", "token-revoked");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("nimbus");
    }

    @Test
    void shouldBeNoSmallCorpus() {
        assertThat(corpus).hasSizeGreaterThan(120);
        assertThat(corpus.stream().map(JwtCorpus.Case::name)).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnTakingTheGoodOneAndLogLittle() {
        corpus.forEach(forged -> gateway.get(TAGS, forged.token()));

        assertThat(gateway.get(TAGS, good).statusCode()).isEqualTo(200);
        List<ILoggingEvent> lines = List.copyOf(logged.list);
        assertThat(lines).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.ERROR));
        assertThat(lines).hasSizeLessThan(30);
    }

    @Test
    void shouldRefuseATokenOfAMegabyteBeforeItIsLookedAt() {
        String answer = RawClient.exchange(
                gateway.server.port(),
                "GET " + TAGS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + "A".repeat(1_000_000)
                        + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("headers-too-large");
    }
}
