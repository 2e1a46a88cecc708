package io.ringmain.historian.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, in hex. */
final class Digests {
    private Digests() {}

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String end(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(String text) {
        return end(updated(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest updated(byte[] bytes) {
        MessageDigest digest = begin();
        digest.update(bytes);
        return digest;
    }
}
