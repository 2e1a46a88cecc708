package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final String TAGS = "/api/v1/tags?limit=1";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.json(response).path("code").asText()).isEqualTo(code);
    }

    @Test
    void shouldGiveATokenWithItsTermAndUser() {
        JsonNode session = TestGateway.json(gateway.login("operator", MemoryUsers.PASSWORD));

        assertThat(session.path("token").asText()).isNotEmpty();
        assertThat(Instant.parse(session.path("expiresAt").asText()))
                .isEqualTo(gateway.clock.instant().plus(Duration.ofHours(8)));
        assertThat(session.at("/user/name").asText()).isEqualTo("operator");
        assertThat(session.at("/user/role").asText()).isEqualTo("operator");
        assertThat(session.at("/user/permissions").toString()).contains("\"write\"");
    }

    @Test
    void shouldTellAnUnknownUserNothingElseThanAWrongPassword() {
        HttpResponse<String> wrong = gateway.login("operator", "wrong");
        HttpResponse<String> unknown = gateway.login("nobody", "wrong");

        assertRefused(wrong, 401, "credentials-invalid");
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    void shouldRefuseADisabledUser() {
        gateway.users.disable("operator");

        assertRefused(gateway.login("operator", MemoryUsers.PASSWORD), 401, "credentials-invalid");
    }

    @Test
    void shouldRefuseACallWithoutToken() {
        HttpResponse<String> response = gateway.get(TAGS, "");

        assertRefused(response, 401, "token-missing");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void shouldLockANameAfterFailures() {
        for (int i = 0; i < Lockout.DEFAULT.attempts(); i++) {
            gateway.login("operator", "wrong");
        }

        HttpResponse<String> locked = gateway.login("operator", MemoryUsers.PASSWORD);
        assertRefused(locked, 429, "login-locked");
        assertThat(locked.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(gateway.login("auditor", MemoryUsers.PASSWORD).statusCode()).isEqualTo(200);

        gateway.clock.advance(Duration.ofSeconds(2));
        assertThat(gateway.login("operator", MemoryUsers.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAnExpiredToken() {
        String token = gateway.token("operator");
        gateway.clock.advance(Duration.ofHours(8));

        assertRefused(gateway.get(TAGS, token), 401, "token-expired");
    }

    @Test
    void shouldExtendTheTermOnRefresh() {
        String token = gateway.token("operator");
        gateway.clock.advance(Duration.ofHours(7));
        String fresh = TestGateway.json(gateway.post("/api/v1/auth/refresh", token, "{}"))
                .path("token")
                .asText();
        gateway.clock.advance(Duration.ofHours(7));

        assertThat(gateway.get(TAGS, fresh).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotRefreshForADisabledUser() {
        String token = gateway.token("operator");
        gateway.users.disable("operator");

        assertRefused(gateway.post("/api/v1/auth/refresh", token, "{}"), 401, "token-revoked");
        assertRefused(gateway.get(TAGS, token), 401, "token-revoked");
    }

    @Test
    void shouldEndAllTokensOfTheSessionOnLogout() {
        String token = gateway.token("operator");
        String fresh = TestGateway.json(gateway.post("/api/v1/auth/refresh", token, "{}"))
                .path("token")
                .asText();
        gateway.post("/api/v1/auth/logout", fresh, "{}");

        assertRefused(gateway.get(TAGS, token), 401, "token-revoked");
        assertRefused(gateway.get(TAGS, fresh), 401, "token-revoked");
    }

    @Test
    void shouldRememberLoginsAndLogoutsOverARestart() {
        String kept = gateway.token("operator");
        String ended = gateway.token("operator");
        gateway.post("/api/v1/auth/logout", ended, "{}");

        try (HttpServer second = HttpServer.start(gateway.context(true).access(gateway.access()))) {
            assertThat(gateway.get(second.url().resolve(TAGS).toString(), kept).statusCode())
                    .isEqualTo(200);
            assertRefused(gateway.get(second.url().resolve(TAGS).toString(), ended), 401, "token-revoked");
        }
    }

    @Test
    void shouldKeepItsKeyToItself() throws IOException {
        Path key = gateway.folder.resolve("auth").resolve("token.key");

        assertThat(Files.size(key)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldChangeTheOwnPassword() {
        String token = gateway.token("operator");

        HttpResponse<String> response = gateway.post(
                "/api/v1/auth/password",
                token,
                "{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"another-long-one\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
        assertThat(gateway.login("operator", "another-long-one").statusCode()).isEqualTo(200);
        assertRefused(gateway.login("operator", MemoryUsers.PASSWORD), 401, "credentials-invalid");
    }

    @Test
    void shouldNotChangeThePasswordWithoutTheCurrentOne() {
        String token = gateway.token("operator");

        assertRefused(
                gateway.post("/api/v1/auth/password", token, "{\"current\":\"wrong\",\"new\":\"another-long-one\"}"),
                403,
                "credentials-invalid");
    }

    @Test
    void shouldRefuseAShortPassword() {
        String token = gateway.token("operator");

        assertRefused(
                gateway.post(
                        "/api/v1/auth/password",
                        token,
                        "{\"current\":\"" + MemoryUsers.PASSWORD + "\",\"new\":\"short\"}"),
                422,
                "password-unsuitable");
    }
}
