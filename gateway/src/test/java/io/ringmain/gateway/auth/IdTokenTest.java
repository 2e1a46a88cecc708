package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider says of somebody, when it is not what it should be. */
class IdTokenTest {
    private static final URI REDIRECT = URI.create("http://127.0.0.1:1/api/v1/auth/oidc/callback");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private FakeProvider provider;
    private Access access;

    @BeforeEach
    void start() throws Exception {
        provider = new FakeProvider();
        access = access(provider.issuer());
    }

    @AfterEach
    void stop() {
        access.close();
        provider.close();
    }

    private Access access(String issuer) {
        OidcSettings settings = new OidcSettings(
                URI.create(issuer),
                "fake",
                "ringmain",
                null,
                REDIRECT,
                List.of("openid"),
                "preferred_username",
                "realm.roles",
                Map.of("op", "operator"),
                Duration.ofHours(12));
        return new Access(new MemoryUsers(), folder, clock, AccessSettings.DEFAULT.with(settings));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience("ringmain")
                .subject("4711")
                .claim("preferred_username", "ann")
                .claim("realm", Map.of("roles", List.of("op")))
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(300)));
    }

    /** Makes a token of the nonce of a login. */
    @FunctionalInterface
    private interface Forging {
        String token(String nonce) throws JOSEException;
    }

    private Grant login(Forging forging) throws JOSEException {
        OidcLogin.Departure away = access.oidc().begin();
        String query = away.to().getRawQuery();
        String state = query.replaceAll(".*state=([^&]*).*", "$1");
        provider.idToken(forging.token(query.replaceAll(".*nonce=([^&]*).*", "$1")));
        String pickUp = access.oidc().finish(away.cookie(), state, "code", "", "", Source.UNKNOWN);
        return access.oidc().pickUp(pickUp);
    }

    private void assertRefused(Forging forging) {
        assertThatThrownBy(() -> login(forging))
                .isInstanceOfSatisfying(
                        AccessRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("oidc-token-invalid"));
        assertThat(access.sessions("")).isEmpty();
    }

    private String signed(JWTClaimsSet claims) {
        return FakeProvider.signed(provider.key, claims);
    }

    @Test
    void shouldTakeAGoodOne() throws JOSEException {
        Grant grant = login(nonce -> signed(claims().claim("nonce", nonce).build()));

        assertThat(grant.principal().user()).isEqualTo("ann");
        assertThat(grant.principal().role()).isEqualTo(Role.OPERATOR);
        assertThat(access.authenticate(grant.token()).role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void shouldRefuseAnotherNonceOrNone() {
        assertRefused(nonce -> signed(claims().claim("nonce", "x" + nonce).build()));
        assertRefused(nonce -> signed(claims().build()));
    }

    @Test
    void shouldRefuseAnotherIssuer() {
        assertRefused(nonce -> signed(
                claims().claim("nonce", nonce).issuer("http://evil.example").build()));
    }

    @Test
    void shouldRefuseAnotherAudience() {
        assertRefused(
                nonce -> signed(claims().claim("nonce", nonce).audience("other").build()));
        assertRefused(nonce -> signed(claims().claim("nonce", nonce)
                .audience(List.of("ringmain", "other"))
                .build()));
        assertRefused(nonce -> signed(claims().claim("nonce", nonce)
                .audience(List.of("ringmain", "other"))
                .claim("azp", "other")
                .build()));
    }

    @Test
    void shouldRefuseWhatIsNotOfNow() {
        assertRefused(nonce -> signed(claims().claim("nonce", nonce)
                .expirationTime(Date.from(clock.instant().minusSeconds(61)))
                .build()));
        assertRefused(nonce ->
                signed(claims().claim("nonce", nonce).expirationTime(null).build()));
        assertRefused(nonce -> signed(claims().claim("nonce", nonce)
                .issueTime(Date.from(clock.instant().plusSeconds(61)))
                .build()));
        assertRefused(nonce -> signed(claims().claim("nonce", nonce)
                .notBeforeTime(Date.from(clock.instant().plusSeconds(61)))
                .build()));
    }

    @Test
    void shouldRefuseWhatIsNotSignedByTheProvider() throws JOSEException {
        RSAKey other = new RSAKeyGenerator(2048).keyID("k1").generate();

        assertRefused(
                nonce -> FakeProvider.unsigned(claims().claim("nonce", nonce).build()));
        assertRefused(nonce ->
                FakeProvider.signed(other, claims().claim("nonce", nonce).build()));
        assertRefused(nonce ->
                provider.signedWithThePublicKey(claims().claim("nonce", nonce).build()));
        assertRefused(nonce -> "not a token");
        assertRefused(nonce -> "a".repeat(100_000));
    }

    @Test
    void shouldLearnNewKeysAndNotAskForThemAgainAndAgain() throws JOSEException {
        login(nonce -> signed(claims().claim("nonce", nonce).build()));
        RSAKey next = new RSAKeyGenerator(2048).keyID("k2").generate();
        provider.keys(new JWKSet(List.of(provider.key.toPublicJWK(), next.toPublicJWK())));
        int before = provider.keyRequests.get();

        Forging withNext = nonce ->
                FakeProvider.signed(next, claims().claim("nonce", nonce).build());
        assertThatThrownBy(() -> login(withNext)).isInstanceOf(AccessRefused.class);
        assertThat(provider.keyRequests.get()).isEqualTo(before);
        clock.advance(Duration.ofSeconds(11));
        assertThat(login(withNext).principal().user()).isEqualTo("ann");
    }

    @Test
    void shouldRefuseAnAnswerThatComesTooLate() {
        OidcLogin.Departure away = access.oidc().begin();
        String state = away.to().getRawQuery().replaceAll(".*state=([^&]*).*", "$1");
        clock.advance(Duration.ofMinutes(10));

        assertThatThrownBy(() -> access.oidc().finish(away.cookie(), state, "code", "", "", Source.UNKNOWN))
                .isInstanceOf(AccessRefused.class)
                .hasMessageContaining("begin again");
    }

    @Test
    void shouldRefuseACookieThatWasMadeElsewhere() {
        OidcLogin.Departure away = access.oidc().begin();
        String forged = away.cookie().replaceAll("^....", "AAAA");

        for (String cookie : List.of("", ".", "a.b", forged, away.cookie() + "A")) {
            assertThatThrownBy(() -> access.oidc().finish(cookie, "s", "c", "", "", Source.UNKNOWN))
                    .as(cookie)
                    .isInstanceOf(AccessRefused.class);
        }
    }

    @Test
    void shouldSayThatTheProviderIsDown() {
        provider.close();
        assertThatThrownBy(() -> access.oidc().begin())
                .isInstanceOf(OidcUnavailableException.class)
                .hasMessageContaining("can not be reached");
    }

    @Test
    void shouldNotBelieveAProviderThatIsAnotherOne() {
        provider.says("/.well-known/openid-configuration", provider.metadata("http://evil.example"));
        assertThatThrownBy(() -> access.oidc().begin())
                .isInstanceOf(OidcUnavailableException.class)
                .hasMessageContaining("another issuer");
    }

    @Test
    void shouldNotTakeWhateverAProviderSends() {
        for (String answer : List.of("", "[]", "{", "x".repeat(300_000), "{\"issuer\":7}")) {
            provider.says("/.well-known/openid-configuration", answer);
            assertThatThrownBy(() -> access.oidc().begin())
                    .as(answer.length() > 20 ? "long" : answer)
                    .isInstanceOf(OidcUnavailableException.class);
        }
        provider.fails(302);
        assertThatThrownBy(() -> access.oidc().begin()).isInstanceOf(OidcUnavailableException.class);
    }
}
