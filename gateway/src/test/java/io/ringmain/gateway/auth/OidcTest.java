package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.OidcPeer;
import io.ringmain.gateway.testing.TestGateway;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Logins by an OpenID provider of another maker, from the first redirect to the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {
    private static final String CALLBACK = "/api/v1/auth/oidc/callback";
    private static final String REDIRECT = "http://127.0.0.1:1" + CALLBACK;
    private static final String TAGS = "/api/v1/tags?limit=1";
    private static final int MOST_STEPS = 20;

    private OidcPeer peer;
    private TestGateway gateway;
    private HttpServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "a-secret-of-the-test\n");
        peer = OidcPeer.start(REDIRECT);
        gateway = new TestGateway();
        // the provider's clock is the machine's
        gateway.clock.advance(Duration.between(gateway.clock.instant(), Instant.now()));
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("bosses", "supervisor");
        roles.put("operators", "operator");
        roles.put("ghosts", "no-such-role");
        OidcSettings settings = new OidcSettings(
                URI.create(peer.issuer()),
                "the test's",
                "ringmain",
                secret,
                URI.create(REDIRECT),
                List.of("openid", "profile"),
                "preferred_username",
                "groups",
                roles,
                Duration.ofHours(12));
        server = HttpServer.start(gateway.context(true).access(gateway.access(AccessSettings.DEFAULT.with(settings))));
    }

    @AfterAll
    void stop() {
        server.close();
        gateway.close();
        peer.close();
    }

    /** A browser with cookies of its own. */
    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    private static HttpResponse<String> get(HttpClient browser, URI uri) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI here(String path) {
        return server.url().resolve(path);
    }

    private static URI location(HttpResponse<String> answer) {
        return answer.request()
                .uri()
                .resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    /** Follows the provider's redirects until it sends the browser back; the query of that address. */
    private String atTheProvider(HttpClient browser, URI to) throws Exception {
        URI next = to;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (next.toString().startsWith(REDIRECT)) {
                return next.getRawQuery();
            }
            HttpResponse<String> answer = get(browser, next);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(300, 399);
            next = location(answer);
        }
        throw new AssertionError("the provider goes on redirecting");
    }

    private HttpResponse<String> goThrough(HttpClient browser) throws Exception {
        HttpResponse<String> sent = get(browser, here("/api/v1/auth/oidc/login"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly; SameSite=Lax");
        return get(browser, here(CALLBACK + "?" + atTheProvider(browser, location(sent))));
    }

    private HttpResponse<String> pickUp(HttpClient browser) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(here("/api/v1/auth/oidc/token"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String login(String user, String... groups) throws Exception {
        peer.letIn(user, groups);
        HttpClient browser = browser();
        HttpResponse<String> back = goThrough(browser);
        assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
        assertThat(back.headers().firstValue("Location")).hasValue("/#oidc");
        HttpResponse<String> session = pickUp(browser);
        assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
        return session.body();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }

    private int status(String token) {
        return gateway.get(here(TAGS).toString(), token).statusCode();
    }

    @Test
    void shouldGiveTheRoleThatTheClaimsStandFor() throws Exception {
        JsonNode session = TestGateway.json(login("ann", "visitors", "operators", "bosses"));
        String token = session.path("token").asText();

        assertThat(session.at("/user/name").asText()).isEqualTo("ann");
        assertThat(session.at("/user/role").asText()).isEqualTo("supervisor");
        assertThat(session.at("/user/passwordChangeRequired").asBoolean()).isFalse();
        assertThat(status(token)).isEqualTo(200);
        JsonNode listed = TestGateway.json(gateway.get(here("/api/v1/sessions").toString(), token));
        assertThat(listed.at("/items/0/kind").asText()).isEqualTo("oidc");
        assertThat(gateway.put(here("/api/v1/values/Plant.Tank.Temperature").toString(), token, "{\"value\":1}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.post(here("/api/v1/auth/logout").toString(), token, "{}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void shouldRefreshUntilTheProviderHasToBeAskedAgain() throws Exception {
        String token = TestGateway.json(login("bob", "operators")).path("token").asText();
        String refresh = here("/api/v1/auth/refresh").toString();
        gateway.clock.advance(Duration.ofHours(7));
        String later = TestGateway.json(gateway.post(refresh, token, "{}"))
                .path("token")
                .asText();
        gateway.clock.advance(Duration.ofMinutes(290));
        assertThat(status(later)).isEqualTo(200);
        gateway.clock.advance(Duration.ofMinutes(20));

        assertThat(status(later)).isEqualTo(401);
        gateway.clock.advance(Duration.ofMinutes(-730));
    }

    @Test
    void shouldRefuseWhoHasNoRoleHere() throws Exception {
        for (String[] groups : new String[][] {{}, {"visitors"}, {"ghosts"}, {"administrator"}}) {
            peer.letIn("eve", groups);
            assertRefused(goThrough(browser()), 403, "oidc-user-refused");
        }
        assertThat(gateway.users.find("eve")).isEmpty();
    }

    @Test
    void shouldLetNobodyTakeTheNameOfAUserOfTheStore() throws Exception {
        peer.letIn("administrator", "operators");
        assertRefused(goThrough(browser()), 403, "oidc-user-refused");
    }

    @Test
    void shouldEndTheSessionOfOneWhoseNameBecomesThatOfAUserOfTheStore() throws Exception {
        String token =
                TestGateway.json(login("carl", "operators")).path("token").asText();
        gateway.users.put("carl", Role.GUEST);
        org.awaitility.Awaitility.await().until(() -> status(token) == 401);
    }

    @Test
    void shouldMakeNoApiTokenThatWouldBelongToTheNextUserOfThatName() throws Exception {
        String token =
                TestGateway.json(login("dora", "operators")).path("token").asText();

        HttpResponse<String> made =
                gateway.post(here("/api/v1/api-tokens").toString(), token, "{\"name\":\"x\",\"scopes\":[\"view\"]}");

        assertRefused(made, 403, "oidc-user-refused");
    }

    @Test
    void shouldTellWhatTheProviderRefuses() throws Exception {
        peer.letNobodyIn();
        HttpResponse<String> answer = goThrough(browser());

        assertRefused(answer, 403, "oidc-refused");
        assertThat(answer.body()).contains("access_denied");
    }

    @Test
    void shouldTakeNoAnswerThatBelongsToAnotherBrowser() throws Exception {
        peer.letIn("ann", "operators");
        HttpClient mallory = browser();
        String answer = atTheProvider(mallory, location(get(mallory, here("/api/v1/auth/oidc/login"))));

        assertRefused(get(browser(), here(CALLBACK + "?" + answer)), 403, "oidc-refused");
        HttpClient victim = browser();
        get(victim, here("/api/v1/auth/oidc/login"));
        assertRefused(get(victim, here(CALLBACK + "?" + answer)), 403, "oidc-refused");
    }

    @Test
    void shouldTakeNoCodeOfAnotherLogin() throws Exception {
        peer.letIn("ann", "operators");
        HttpClient mallory = browser();
        String stolen = atTheProvider(mallory, location(get(mallory, here("/api/v1/auth/oidc/login"))));
        HttpClient victim = browser();
        String own = atTheProvider(victim, location(get(victim, here("/api/v1/auth/oidc/login"))));
        String mixed = own.replaceAll("code=[^&]*", stolen.replaceAll(".*(code=[^&]*).*", "$1"));

        // the challenge belongs to the other one
        assertRefused(get(victim, here(CALLBACK + "?" + mixed)), 403, "oidc-refused");
    }

    @Test
    void shouldTakeACodeOnce() throws Exception {
        peer.letIn("ann", "operators");
        HttpClient browser = browser();
        HttpResponse<String> sent = get(browser, here("/api/v1/auth/oidc/login"));
        String cookie = sent.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        String answer = atTheProvider(browser, location(sent));
        HttpRequest again = HttpRequest.newBuilder(here(CALLBACK + "?" + answer))
                .header("Cookie", cookie)
                .build();
        HttpClient plain = HttpClient.newHttpClient();

        assertThat(plain.send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(302);
        assertRefused(plain.send(again, HttpResponse.BodyHandlers.ofString()), 403, "oidc-refused");
    }

    @Test
    void shouldTakeNoAnswerOfAnotherProvider() throws Exception {
        peer.letIn("ann", "operators");
        HttpClient browser = browser();
        String answer = atTheProvider(browser, location(get(browser, here("/api/v1/auth/oidc/login"))));
        assumeThat(answer).contains("iss=");

        assertRefused(
                get(browser, here(CALLBACK + "?" + answer.replaceAll("iss=[^&]*", "iss=http://evil.example"))),
                403,
                "oidc-refused");
    }

    @Test
    void shouldGiveTheTokenOnceAndToTheBrowserThatLoggedIn() throws Exception {
        peer.letIn("ann", "operators");
        HttpClient browser = browser();
        goThrough(browser);

        assertRefused(pickUp(browser()), 401, "ticket-invalid");
        assertThat(pickUp(browser).statusCode()).isEqualTo(200);
        assertRefused(pickUp(browser), 401, "ticket-invalid");
    }

    @Test
    void shouldSayWhetherThereIsAProvider() {
        JsonNode here = TestGateway.json(gateway.get(here("/api/v1/auth/oidc").toString(), ""));

        assertThat(here.path("enabled").asBoolean()).isTrue();
        assertThat(here.path("name").asText()).isEqualTo("the test's");
        assertThat(gateway.read("/api/v1/auth/oidc", "").path("enabled").asBoolean())
                .isFalse();
        assertRefused(gateway.get("/api/v1/auth/oidc/login", ""), 404, "oidc-not-configured");
        assertThat(gateway.login("operator", MemoryUsers.PASSWORD).statusCode()).isEqualTo(200);
    }
}
