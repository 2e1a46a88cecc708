package io.ringmain.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

/**
 * Signs and checks tokens: JWT, HS256 and nothing else.
 *
 * <p>Thread: any.
 */
final class Tokens {
    private static final String ISSUER = "ringmain";
    private static final String AUDIENCE = "ringmain-gateway";
    /** A token of ours has about 300 characters. */
    private static final int MAX_LENGTH = 2_048;

    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private static final String BEGINNING = HEADER.toBase64URL() + ".";

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Clock clock;
    private final Duration lifetime;

    Tokens(byte[] key, Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
        try {
            signer = new MACSigner(key);
            verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not a key for HS256", e);
        }
    }

    Grant issue(String user, Role role, String session, String credential) {
        return issue(user, role, session, credential, clock.instant().plus(lifetime));
    }

    /** @param latest when the token ends, if its usual end is later */
    Grant issue(String user, Role role, String session, String credential, Instant latest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant usual = now.plus(lifetime);
        Instant last = latest.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = last.isBefore(usual) ? last : usual;
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user)
                .claim("role", role.label())
                .claim("sid", session)
                .claim("cred", credential)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .build();
        SignedJWT token = new SignedJWT(HEADER, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the token could not be signed", e);
        }
        return new Grant(token.serialize(), new Principal(user, role, session, credential, expiresAt));
    }

    /** What the token says, once its signature, issuer and time have been checked; its role may do nothing yet. */
    Principal verify(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("it is too long");
        }
        // algorithm and key are ours to choose, never the token's; a decoder that is lenient gets nothing to be so with
        if (!text.startsWith(BEGINNING) || !text.chars().allMatch(Tokens::isPlain)) {
            throw invalid("it is not a signed JWT of this server");
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            if (!token.verify(verifier)) {
                throw invalid("its signature is not one of this server");
            }
            return principal(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw invalid("it is not a signed JWT");
        }
    }

    private static boolean isPlain(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '_' || c == '.';
    }

    private Principal principal(JWTClaimsSet claims) throws ParseException {
        String user = claims.getSubject();
        String session = claims.getStringClaim("sid");
        String credential = claims.getStringClaim("cred");
        String role = claims.getStringClaim("role");
        Date expires = claims.getExpirationTime();
        if (!ISSUER.equals(claims.getIssuer()) || !List.of(AUDIENCE).equals(claims.getAudience())) {
            throw invalid("it was issued by another server or for another purpose");
        }
        if (user == null || session == null || credential == null || role == null || expires == null) {
            throw invalid("it lacks a claim");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && clock.instant().isBefore(notBefore.toInstant())) {
            throw invalid("it is not good yet");
        }
        Instant expiresAt = expires.toInstant();
        if (!clock.instant().isBefore(expiresAt)) {
            throw new AccessRefused(Reason.TOKEN_EXPIRED, "The login has expired; log in again.");
        }
        // what the role may do is not the token's to say
        return new Principal(user, Role.named(role), session, credential, expiresAt);
    }

    private static AccessRefused invalid(String why) {
        return new AccessRefused(Reason.TOKEN_INVALID, "The token is not accepted: " + why + ".");
    }
}
