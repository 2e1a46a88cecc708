package io.ringmain.historian.audit;

import io.ringmain.historian.files.CheckedFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed leaf that the journal knows nothing of: a key, or a deletion by retention.
 *
 * @param leaf index in the tree
 * @param sequence last journaled one before it
 * @param key number of the key that signs it; of a KEY its own
 * @param body {@code name=value} lines
 * @param signature over {@link #message}
 * @param previousSignature of a KEY: over the same by the key before it; empty when that one could not be asked
 */
record SignedEntry(
        EntryType type,
        long leaf,
        int epoch,
        long sequence,
        int key,
        String body,
        byte[] signature,
        byte[] previousSignature) {
    private static final int FIELDS = 9;
    private static final String NOTHING = "-";

    /** What is signed and hashed. */
    static String message(String logId, EntryType type, long leaf, int epoch, long sequence, int key, String body) {
        return "ringmain audit entry 1\nlog=" + logId + "\ntype=" + type + "\nleaf=" + leaf + "\nepoch=" + epoch
                + "\nsequence=" + sequence + "\nkey=" + key + "\n" + body;
    }

    String message(String logId) {
        return message(logId, type, leaf, epoch, sequence, key, body);
    }

    Leaf leaf(String logId, TreeHash hash) {
        return new Leaf(type, epoch, sequence, hash.leaf(type, message(logId)));
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : body.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return fields;
    }

    /** @throws AuditException when the body has no such number */
    long number(String name) {
        try {
            return Long.parseLong(String.valueOf(fields().get(name)));
        } catch (NumberFormatException e) {
            throw new AuditException("entry of leaf " + leaf + ": " + name + " is no number", e);
        }
    }

    /** One line with a checksum in front. */
    String line() {
        Base64.Encoder base64 = Base64.getEncoder();
        String text = String.join(
                " ",
                type.name(),
                Long.toString(leaf),
                Integer.toString(epoch),
                Long.toString(sequence),
                Integer.toString(key),
                base64.encodeToString(body.getBytes(StandardCharsets.UTF_8)),
                base64.encodeToString(signature),
                previousSignature.length == 0 ? NOTHING : base64.encodeToString(previousSignature));
        return crc(text) + " " + text;
    }

    /** @throws AuditException when the line is none or its checksum is wrong */
    static SignedEntry parse(String line) {
        String[] parts = line.split(" ");
        int space = line.indexOf(' ');
        if (parts.length != FIELDS || !parts[0].equals(crc(line.substring(space + 1)))) {
            throw new AuditException("not an entry, or its checksum is wrong");
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            EntryType type = EntryType.valueOf(parts[1]);
            if (!type.isSigned()) {
                throw new AuditException("an entry of type " + type);
            }
            return new SignedEntry(
                    type,
                    Long.parseLong(parts[2]),
                    Integer.parseInt(parts[3]),
                    Long.parseLong(parts[4]),
                    Integer.parseInt(parts[5]),
                    new String(base64.decode(parts[6]), StandardCharsets.UTF_8),
                    base64.decode(parts[7]),
                    parts[8].equals(NOTHING) ? new byte[0] : base64.decode(parts[8]));
        } catch (IllegalArgumentException e) {
            throw new AuditException("not an entry: " + e.getMessage(), e);
        }
    }

    private static String crc(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Integer.toHexString(CheckedFile.crc(bytes, bytes.length));
    }
}
