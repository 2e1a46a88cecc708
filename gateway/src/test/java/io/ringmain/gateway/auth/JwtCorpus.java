package io.ringmain.gateway.auth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that somebody may come with who wants to be taken for another, made of a good one and, where it says so, of the key. */
final class JwtCorpus {
    /** One of them. */
    record Case(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final List<Case> cases = new ArrayList<>();
    private final String good;
    private final byte[] key;
    private final String claims;
    private final String signature;
    private final KeyPair rsa;

    private JwtCorpus(String good, byte[] key) throws GeneralSecurityException {
        this.good = good;
        this.key = key;
        String[] parts = good.split("\\.");
        claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        signature = parts[2];
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
    }

    /**
     * @param good a token that is good, of a guest
     * @param key what the server signs with
     */
    static List<Case> of(String good, byte[] key, Instant now) throws GeneralSecurityException {
        JwtCorpus corpus = new JwtCorpus(good, key);
        corpus.algorithms();
        corpus.keys();
        corpus.claims(now);
        corpus.forms();
        return corpus.cases;
    }

    private void add(String name, String token) {
        cases.add(new Case(name, token));
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String mac(String algorithm, byte[] secret, String signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String signed(String header, String payload, byte[] secret) throws GeneralSecurityException {
        String content = encoded(header) + "." + encoded(payload);
        return content + "." + mac("HmacSHA256", secret, content);
    }

    private String unsigned(String header, String payload) {
        return encoded(header) + "." + encoded(payload) + ".";
    }

    private void algorithms() throws GeneralSecurityException {
        for (String none : List.of("none", "None", "NONE", "nOnE", "", " ", "null")) {
            add("alg '" + none + "'", unsigned("{\"alg\":\"" + none + "\"}", claims));
            add("alg '" + none + "', signed", unsigned("{\"alg\":\"" + none + "\"}", claims) + signature);
        }
        add("no alg", signed("{\"typ\":\"JWT\"}", claims, key));
        add("alg is a number", signed("{\"alg\":256}", claims, key));
        add("alg is a list", signed("{\"alg\":[\"HS256\",\"none\"]}", claims, key));
        add("alg is null", signed("{\"alg\":null}", claims, key));
        add("alg hs256", signed("{\"alg\":\"hs256\"}", claims, key));
        add("alg twice", signed("{\"alg\":\"HS256\",\"alg\":\"none\"}", claims, key));
        for (String bits : List.of("384", "512")) {
            String content = encoded("{\"alg\":\"HS" + bits + "\"}") + "." + encoded(claims);
            add("HS" + bits + " with the key", content + "." + mac("HmacSHA" + bits, key, content));
        }
        for (String other : List.of("RS256", "PS256", "ES256", "EdDSA", "dir", "A256GCM")) {
            add(other + " with the key as secret", signed("{\"alg\":\"" + other + "\"}", claims, key));
        }
        String content = encoded("{\"alg\":\"RS256\"}") + "." + encoded(claims);
        add("RS256 with a key of one's own", content + "." + rsaSignature(content));
        byte[] publicKey = rsa.getPublic().getEncoded();
        add("HS256 with a public key for secret", signed(HEADER, claims, publicKey));
        String ecdsa = encoded("{\"alg\":\"ES256\"}") + "." + encoded(claims);
        add("ES256 with r and s zero", ecdsa + "." + encoded(new byte[64]));
    }

    private String rsaSignature(String content) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(rsa.getPrivate());
        signer.update(content.getBytes(StandardCharsets.US_ASCII));
        return encoded(signer.sign());
    }

    private void keys() throws GeneralSecurityException {
        byte[] zero = {0};
        for (String kid : List.of(
                "../../dev/null",
                "/dev/null",
                "../../../../../proc/sys/kernel/randomize_va_space",
                "' UNION SELECT '\\u0000' -- ",
                "1 OR 1=1",
                "key.pem\\u0000.txt",
                "|/usr/bin/id",
                "http://127.0.0.1:1/key",
                "${jndi:ldap://127.0.0.1:1/a}")) {
            String header = "{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}";
            add("kid " + kid, signed(header, claims, zero));
            add("kid " + kid + ", with the key", signed(header, claims, key));
        }
        RSAPublicKey own = (RSAPublicKey) rsa.getPublic();
        String jwk = "{\"kty\":\"RSA\",\"n\":\"" + encoded(unsignedBytes(own.getModulus())) + "\",\"e\":\"AQAB\"}";
        String inside = encoded("{\"alg\":\"RS256\",\"jwk\":" + jwk + "}") + "." + encoded(claims);
        add("jwk of one's own", inside + "." + rsaSignature(inside));
        for (String address : List.of("jku", "x5u")) {
            String header = "{\"alg\":\"HS256\",\"" + address + "\":\"http://127.0.0.1:1/keys.json\"}";
            add(address, signed(header, claims, zero));
            add(address + ", with the key", signed(header, claims, key));
        }
        add("x5c", signed("{\"alg\":\"HS256\",\"x5c\":[\"MIIB\"]}", claims, key));
        add("crit unknown", signed("{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}", claims, key));
        add("crit empty", signed("{\"alg\":\"HS256\",\"crit\":[]}", claims, key));
        add("crit b64", signed("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}", claims, key));
        add("zip", signed("{\"alg\":\"HS256\",\"zip\":\"DEF\"}", claims, key));
        add("empty secret of 32 zeros", signed(HEADER, claims, new byte[32]));
    }

    private static byte[] unsignedBytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** Signed with the key: nobody outside can make them, and they are refused all the same. */
    private void claims(Instant now) throws GeneralSecurityException {
        changed("another issuer", "\"iss\":\"ringmain\"", "\"iss\":\"ringmain2\"");
        changed("issuer is a list", "\"iss\":\"ringmain\"", "\"iss\":[\"ringmain\"]");
        changed("no issuer", "\"iss\":\"ringmain\",", "");
        changed("another audience", "\"ringmain-gateway\"", "\"ringmain\"");
        changed("two audiences", "\"ringmain-gateway\"", "[\"ringmain-gateway\",\"other\"]");
        changed("no audience", "\"aud\":\"ringmain-gateway\",", "");
        changed("another user's name", "\"sub\":\"guest\"", "\"sub\":\"administrator\"");
        changed("no user", "\"sub\":\"guest\",", "");
        changed("user is a number", "\"sub\":\"guest\"", "\"sub\":7");
        changed("session unknown", "\"sid\":\"", "\"sid\":\"x");
        changed("session of a token for programs", "\"sid\":\"", "\"sid\":\"token-");
        changed("no session", "\"sid\":", "\"was\":");
        changed("no password", "\"cred\":", "\"was\":");
        changed("user twice", "\"sub\":\"guest\"", "\"sub\":\"guest\",\"sub\":\"administrator\"");
        changed("issuer twice", "\"iss\":\"ringmain\"", "\"iss\":\"ringmain\",\"iss\":\"ringmain\"");
        String expiry = claims.replaceAll(".*(\"exp\":\\d+).*", "$1");
        changed("expired", expiry, "\"exp\":" + now.minusSeconds(1).getEpochSecond());
        changed("expired now", expiry, "\"exp\":" + now.getEpochSecond());
        changed("expired long ago", expiry, "\"exp\":-9223372036854775808");
        changed("end is a text", expiry, "\"exp\":\"tomorrow\"");
        changed("end is null", expiry, "\"exp\":null");
        changed("no end", expiry, "\"was\":1");
        changed(
                "not good yet",
                expiry,
                expiry + ",\"nbf\":" + now.plusSeconds(60).getEpochSecond());
        add("no claims", signed(HEADER, "{}", key));
        add("claims are a list", signed(HEADER, "[]", key));
        add("claims are no JSON", signed(HEADER, "guest", key));
        add("claims are null", signed(HEADER, "null", key));
        add("claims are deep", signed(HEADER, "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}", key));
        add("claims go on", signed(HEADER, claims + claims, key));
    }

    private void changed(String name, String from, String to) throws GeneralSecurityException {
        if (!claims.contains(from)) {
            throw new IllegalStateException(name + ": " + from + " is not in " + claims);
        }
        add(name, signed(HEADER, claims.replace(from, to), key));
    }

    private void forms() throws GeneralSecurityException {
        String[] parts = good.split("\\.");
        for (int end = 10; end < good.length(); end += 10) {
            add("cut at " + end, good.substring(0, end));
        }
        add("without signature", parts[0] + "." + parts[1]);
        add("with an empty signature", parts[0] + "." + parts[1] + ".");
        add("without claims", parts[0] + ".." + parts[2]);
        add("without header", "." + parts[1] + "." + parts[2]);
        add("dots", "..");
        add("a fourth part", good + ".e30");
        add("five parts", good + ".e30.e30");
        add("something behind", good + "A");
        add("padding behind", good + "=");
        add("parts in another order", parts[1] + "." + parts[0] + "." + parts[2]);
        add("capitals", good.toUpperCase(java.util.Locale.ROOT));
        add("signature changed", good.substring(0, good.length() - 5) + "AAAAA");
        add("twice", good + "," + good);
        add("as JSON", "{\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2] + "\"}");
        add("escaped", good.replace(".", "%2E"));
        add("noise", "a.b.c");
        add("3 KB", good + "A".repeat(3_000));
        add("12 KB of claims", signed(HEADER, "{\"a\":\"" + "b".repeat(9_000) + "\"}", key));
    }
}
