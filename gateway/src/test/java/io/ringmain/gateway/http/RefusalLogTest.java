package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.RawClient;
import io.ringmain.gateway.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RefusalLog log = new RefusalLog(nanos::get, Runnable::run);

    @BeforeEach
    void listen() {
        logged.start();
        logger().addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(logged);
        log.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(RefusalLog.class);
    }

    private List<String> lines() {
        return List.copyOf(logged.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void shouldTellAFloodOfOneSourceInTwoLinesAndThenInOneEach10S() {
        for (int second = 0; second < 30; second++) {
            for (int i = 0; i < 1_000; i++) {
                log.refuse("198.51.100.7", "GET /a: 401");
            }
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            log.sweep();
        }

        assertThat(lines())
                .containsExactly(
                        "Refused 198.51.100.7: GET /a: 401",
                        "Refused 9999 requests in 10 s, the last one: 198.51.100.7: GET /a: 401",
                        "Refused 10000 requests in 10 s, the last one: 198.51.100.7: GET /a: 401",
                        "Refused 10000 requests in 10 s, the last one: 198.51.100.7: GET /a: 401");
        assertThat(logged.list).allMatch(line -> line.getLevel() == Level.WARN);
    }

    @Test
    void shouldTellEachSourceByItself() {
        log.refuse("198.51.100.7", "GET /a: 401");
        log.refuse("198.51.100.8", "GET /b: 403");

        assertThat(lines()).hasSize(2);
    }

    @Test
    void shouldWriteNoLineInTheThreadThatRefuses() {
        List<Runnable> waiting = new ArrayList<>();
        RefusalLog other = new RefusalLog(nanos::get, waiting::add);

        other.refuse("198.51.100.7", "GET /a: 401");
        assertThat(lines()).isEmpty();

        waiting.forEach(Runnable::run);
        assertThat(lines()).containsExactly("Refused 198.51.100.7: GET /a: 401");
    }

    @Test
    void shouldTellOfRefusedLoginsTokensAndRequestsAndOfNothingElse() {
        try (TestGateway gateway = new TestGateway()) {
            String token = gateway.token("guest");
            gateway.get("/api/v1/tags/No.Such.Tag", token);
            gateway.get("/api/v1/tags?limit=x", token);
            assertThat(lines()).isEmpty();

            gateway.login("guest", "wrong");
            await().until(() -> lines().size() == 1);
            RawClient.exchange(gateway.server.port(), "TRACE /secret?token=abc HTTP/1.1\r\nHost: localhost\r\n\r\n");
            gateway.get("/api/v1/tags", "rmt_nobody");
            gateway.login("guest", MemoryUsers.PASSWORD);
        }

        // the second line when the server ends: what was held
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).endsWith("127.0.0.1: POST /api/v1/auth/login: 401 credentials-invalid");
        assertThat(lines().get(1)).startsWith("Refused 2 requests").doesNotContain("abc");
    }
}
