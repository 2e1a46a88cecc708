package io.ringmain.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/** Tokens. */
public final class AuthBytes {
    private static final byte[] KEY = "the key of a fuzzer, 32 bytes long".getBytes(StandardCharsets.UTF_8);
    private static final Tokens TOKENS = new Tokens(KEY, Clock.systemUTC(), Duration.ofHours(1));

    private AuthBytes() {}

    public static void token(byte[] bytes) {
        verify(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Claims that only who has the key could have written: whatever they say, none of them is an error of the server. */
    public static void signedToken(byte[] bytes) {
        try {
            JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(bytes));
            token.sign(new MACSigner(KEY));
            verify(token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void verify(String text) {
        try {
            TOKENS.verify(text);
        } catch (AccessRefused e) {
            // refused
        }
    }
}
