package io.ringmain.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Checks what an identity provider says of somebody (OpenID Connect Core, 3.1.3.7). Only signatures with a public key of the
 * provider's own list count; no algorithm with a shared secret, and none at all, is taken.
 *
 * <p>Thread: any worker, may ask the provider for its keys.
 */
final class IdTokens {
    private static final int MAX_LENGTH = 32 * 1024;
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");

    private final OidcSettings settings;
    private final OidcProvider provider;
    private final Clock clock;

    IdTokens(OidcSettings settings, OidcProvider provider, Clock clock) {
        this.settings = settings;
        this.provider = provider;
        this.clock = clock;
    }

    /** The claims of a token that is the provider's, for this site, of now and of this login. */
    JWTClaimsSet verify(String text, String nonce) {
        if (text.length() > MAX_LENGTH) {
            throw refused("it is too long");
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWSHeader header = token.getHeader();
            if (!ALGORITHMS.contains(header.getAlgorithm()) || !HEADERS.containsAll(header.getIncludedParams())) {
                throw refused("it is signed in a way that is not taken");
            }
            if (!isSigned(token)) {
                throw refused("its signature is not one of the provider");
            }
            return requireClaims(token.getJWTClaimsSet(), nonce);
        } catch (ParseException | IllegalArgumentException e) {
            throw refused("it is not a signed JWT");
        }
    }

    private boolean isSigned(SignedJWT token) {
        JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader()));
        List<JWK> keys = selector.select(provider.keys(false));
        if (keys.isEmpty()) {
            keys = selector.select(provider.keys(true));
        }
        return keys.stream().anyMatch(key -> isSignedWith(key, token));
    }

    private static boolean isSignedWith(JWK key, SignedJWT token) {
        try {
            if (!(key instanceof AsymmetricJWK pair)) {
                return false;
            }
            JWSVerifier verifier =
                    new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), pair.toPublicKey());
            return token.verify(verifier);
        } catch (JOSEException e) {
            return false;
        }
    }

    private JWTClaimsSet requireClaims(JWTClaimsSet claims, String nonce) throws ParseException {
        Instant now = clock.instant();
        List<String> audience = claims.getAudience();
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Date notBefore = claims.getNotBeforeTime();
        if (!settings.issuer().toString().equals(claims.getIssuer())) {
            throw refused("another issuer has made it");
        }
        boolean isForUs = audience.contains(settings.clientId())
                && (audience.size() == 1 || settings.clientId().equals(claims.getStringClaim("azp")));
        if (!isForUs) {
            throw refused("it is for somebody else");
        }
        if (expires == null || !now.isBefore(expires.toInstant().plus(SKEW))) {
            throw refused("it has expired");
        }
        if (issued == null || issued.toInstant().minus(SKEW).isAfter(now)) {
            throw refused("it was not made yet");
        }
        if (notBefore != null && notBefore.toInstant().minus(SKEW).isAfter(now)) {
            throw refused("it is not good yet");
        }
        if (!nonce.equals(claims.getStringClaim("nonce"))) {
            throw refused("it belongs to another login");
        }
        String subject = claims.getSubject();
        if (subject == null || subject.isEmpty()) {
            throw refused("it says of nobody");
        }
        return claims;
    }

    private static AccessRefused refused(String why) {
        return new AccessRefused(Reason.OIDC_TOKEN_INVALID, "The provider's token is not accepted: " + why + ".");
    }
}
