package io.ringmain.historian.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys (RFC 7468). */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String write(String label, byte[] bytes) {
        String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    static byte[] read(String text, String label) {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----(.*?)-----END " + label + "-----", Pattern.DOTALL)
                .matcher(text);
        if (!block.find()) {
            throw new AuditException("there is no '-----BEGIN " + label + "-----' in it");
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1).strip());
        } catch (IllegalArgumentException e) {
            throw new AuditException("what stands in its '" + label + "' is not base64", e);
        }
    }
}
