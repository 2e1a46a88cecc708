package io.ringmain.gateway.http;

import static io.ringmain.gateway.testing.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.testing.RawClient;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.view.Problem;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final long SECOND_NS = 1_000_000_000L;

    private TestGateway gateway;

    @BeforeAll
    void start() {
        gateway = new TestGateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private HttpServer serve(int ofAddress, int requests, long body) {
        return HttpServer.start(gateway.context(true).limits(new Settings.Limits(100, ofAddress, requests, body)));
    }

    @Test
    void shouldCloseConnectionsOfAnAddressThatHasTooManyAndTakeNewOnesWhenSomeHaveGone() throws Exception {
        try (HttpServer server = serve(3, 0, 1 << 20)) {
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            await().untilAsserted(() -> assertThat(RawClient.exchange(server.port(), LIVE))
                    .as("the fourth")
                    .isEmpty());
            for (Socket socket : open) {
                socket.close();
            }
            await().untilAsserted(() ->
                    assertThat(RawClient.exchange(server.port(), LIVE)).startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void shouldRefuseRequestsOverTheLimitOfAnAddressWith429() {
        try (HttpServer server = serve(100, 1, 1 << 20)) {
            HttpRequest live =
                    HttpRequest.newBuilder(server.url().resolve("/health/live")).build();
            gateway.send(live);
            gateway.send(live);
            HttpResponse<String> third = gateway.send(live);

            assertProblem(third, 429, "too-many-requests");
            assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
            HttpResponse<String> user =
                    gateway.send(HttpRequest.newBuilder(server.url().resolve("/api/v1/tags?limit=1"))
                            .header("Authorization", "Bearer " + gateway.token("guest"))
                            .build());
            assertThat(user.statusCode()).as("a user has a share of their own").isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseRequestsOverTheLimitOfAUserWith429() {
        String token = gateway.token("operator");
        try (HttpServer server = serve(100, 1, 1 << 20)) {
            HttpRequest tags = HttpRequest.newBuilder(server.url().resolve("/api/v1/tags?limit=1"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            gateway.send(tags);
            gateway.send(tags);

            assertProblem(gateway.send(tags), 429, "too-many-requests");
        }
    }

    @Test
    void shouldCountTokensThatAreNoneForTheirAddress() {
        try (HttpServer server = serve(100, 1, 1 << 20)) {
            HttpRequest guess = HttpRequest.newBuilder(server.url().resolve("/api/v1/tags"))
                    .header("Authorization", "Bearer guess")
                    .build();
            assertThat(gateway.send(guess).statusCode()).isEqualTo(401);
            assertThat(gateway.send(guess).statusCode()).isEqualTo(401);

            assertProblem(gateway.send(guess), 429, "too-many-requests");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/", "/api/v1/none", "/api/v1/ws"})
    void shouldCountRequestsThatComeWithATokenWhereNobodyLooksAtIt(String path) {
        try (HttpServer server = serve(100, 1, 1 << 20)) {
            HttpRequest any = HttpRequest.newBuilder(server.url().resolve(path))
                    .header("Authorization", "Bearer anything")
                    .build();
            gateway.send(any);
            gateway.send(any);

            assertProblem(gateway.send(any), 429, "too-many-requests");
        }
    }

    @Test
    void shouldGatherTheTagsOfMoreThanAHundredGlobsForNobody() {
        try (HttpServer server = serve(100, 0, 1 << 20)) {
            String token = gateway.token("guest");
            String values = server.url().resolve("/api/v1/values?limit=1&tags=").toString();

            assertThat(gateway.get(values + "*,".repeat(99) + "*", token).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.get(values + "*,".repeat(2_000) + "*", token).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void shouldRefuseBodiesOverTheLimit() {
        try (HttpServer server = serve(100, 0, 64 << 10)) {
            HttpRequest large = HttpRequest.newBuilder(server.url().resolve("/api/v1/history:query"))
                    .header("Authorization", "Bearer " + gateway.token("operator"))
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(70 << 10)))
                    .build();

            assertProblem(gateway.send(large), 413, "content-too-large");
        }
    }

    @Test
    void shouldLetSoManyThroughASecondAndTwiceAsManyAtOnce() {
        AtomicLong now = new AtomicLong();
        RequestRate rate = new RequestRate(10, now::get);

        for (int i = 0; i < 20; i++) {
            rate.admit("a");
        }
        assertThatThrownBy(() -> rate.admit("a")).isInstanceOf(Problem.class);
        rate.admit("b");
        now.addAndGet(SECOND_NS);
        for (int i = 0; i < 10; i++) {
            rate.admit("a");
        }
        assertThatThrownBy(() -> rate.admit("a")).isInstanceOf(Problem.class);
        assertThat(rate.refused()).isEqualTo(2);
    }

    @Test
    void shouldForgetThoseWhoAreSilentRatherThanFillTheMemory() {
        AtomicLong now = new AtomicLong();
        RequestRate rate = new RequestRate(1, now::get);
        for (int i = 0; i < 50_000; i++) {
            rate.admit("address " + i);
            now.addAndGet(SECOND_NS / 1_000);
        }
        rate.admit("a");
        rate.admit("a");

        assertThatThrownBy(() -> rate.admit("a")).isInstanceOf(Problem.class);
    }

    @Test
    void shouldTellOfManyRefusalsInOneLine() {
        Occasionally telling = new Occasionally(10, Runnable::run);
        List<Integer> lines = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            telling.tell(0, lines::add);
        }
        telling.tell(10, lines::add);
        assertThat(lines).containsExactly(1, 100);
    }
}
