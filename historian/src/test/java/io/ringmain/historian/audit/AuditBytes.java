package io.ringmain.historian.audit;

import io.ringmain.historian.files.CheckedFile;
import java.nio.charset.StandardCharsets;

/** Entries and keys of an audit that somebody else has written. */
public final class AuditBytes {
    private AuditBytes() {}

    public static void entry(byte[] bytes) {
        read(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The same with the right checksum, so that what is behind it is reached. */
    public static void signedEntry(byte[] bytes) {
        byte[] text = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        String crc = Integer.toHexString(CheckedFile.crc(text, text.length));
        read(crc + " " + new String(text, StandardCharsets.UTF_8));
    }

    private static void read(String line) {
        try {
            SignedEntry.parse(line);
        } catch (AuditException e) {
            // refused
        }
    }

    public static void pem(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            VerifyingKey.of(Pem.read("-----BEGIN PUBLIC KEY-----" + text + "-----END PUBLIC KEY-----", "PUBLIC KEY"));
        } catch (AuditException e) {
            // refused
        }
    }
}
