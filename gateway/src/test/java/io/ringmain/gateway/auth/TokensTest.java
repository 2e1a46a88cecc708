package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.ringmain.gateway.auth.AccessRefused.Reason;
import io.ringmain.gateway.testing.TestClock;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
    private static final byte[] OTHER_KEY = "fedcba9876543210fedcba9876543210".getBytes();

    private final TestClock clock = new TestClock();
    private final Tokens tokens = new Tokens(KEY, clock, Duration.ofHours(1));

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("ringmain")
                .audience("ringmain-gateway")
                .subject("eve")
                .claim("role", "administrator")
                .claim("sid", "s")
                .claim("cred", "mark")
                .expirationTime(Date.from(clock.instant().plusSeconds(60)));
    }

    private static String sign(byte[] key, JWSAlgorithm algorithm, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build(), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private void assertRefused(String token, Reason reason) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(
                        AccessRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void shouldTakeItsOwnTokens() {
        Principal principal =
                tokens.verify(tokens.issue("ann", Role.OPERATOR, "s1", "mark").token());

        assertThat(principal.user()).isEqualTo("ann");
        assertThat(principal.role()).isEqualTo(Role.named("operator"));
        assertThat(principal.session()).isEqualTo("s1");
    }

    @Test
    void shouldTakeWhatTheKeyHasSigned() throws JOSEException {
        assertThat(tokens.verify(sign(KEY, JWSAlgorithm.HS256, claims().build()))
                        .user())
                .isEqualTo("eve");
    }

    @Test
    void shouldRefuseTheAlgorithmNone() {
        assertRefused(new PlainJWT(claims().build()).serialize(), Reason.TOKEN_INVALID);
    }

    @Test
    void shouldRefuseAnotherAlgorithm() throws JOSEException {
        byte[] longKey = new byte[64];
        System.arraycopy(KEY, 0, longKey, 0, KEY.length);
        Tokens withLongKey = new Tokens(longKey, clock, Duration.ofHours(1));
        String token = sign(longKey, JWSAlgorithm.HS512, claims().build());

        assertThatThrownBy(() -> withLongKey.verify(token)).isInstanceOf(AccessRefused.class);
    }

    @Test
    void shouldRefuseAnotherKey() throws JOSEException {
        assertRefused(sign(OTHER_KEY, JWSAlgorithm.HS256, claims().build()), Reason.TOKEN_INVALID);
    }

    @Test
    void shouldRefuseAChangedPayload() {
        String[] parts = tokens.issue("ann", Role.GUEST, "s1", "mark").token().split("\\.");
        String other =
                tokens.issue("ann", Role.ADMINISTRATOR, "s1", "mark").token().split("\\.")[1];

        assertRefused(parts[0] + "." + other + "." + parts[2], Reason.TOKEN_INVALID);
    }

    @Test
    void shouldRefuseAnotherIssuer() throws JOSEException {
        assertRefused(sign(KEY, JWSAlgorithm.HS256, claims().issuer("other").build()), Reason.TOKEN_INVALID);
    }

    @Test
    void shouldRefuseAnotherAudience() throws JOSEException {
        assertRefused(sign(KEY, JWSAlgorithm.HS256, claims().audience("other").build()), Reason.TOKEN_INVALID);
    }

    @Test
    void shouldRefuseATokenWithoutEnd() throws JOSEException {
        assertRefused(
                sign(KEY, JWSAlgorithm.HS256, claims().expirationTime(null).build()), Reason.TOKEN_INVALID);
    }

    @Test
    void shouldGiveNoRightByTheRoleThatATokenNames() {
        Principal said = tokens.verify(
                tokens.issue("ann", Role.ADMINISTRATOR, "s1", "mark").token());

        assertThat(said.role().label()).isEqualTo("administrator");
        assertThat(said.role().grants()).isEmpty();
    }

    @Test
    void shouldRefuseAnExpiredToken() {
        String token = tokens.issue("ann", Role.OPERATOR, "s1", "mark").token();
        clock.advance(Duration.ofHours(1));

        assertRefused(token, Reason.TOKEN_EXPIRED);
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        assertRefused("a".repeat(100_000), Reason.TOKEN_INVALID);
    }

    @Test
    void shouldRefuseNoise() {
        assertRefused("a.b.c", Reason.TOKEN_INVALID);
    }
}
