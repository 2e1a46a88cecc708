package io.ringmain.historian.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.DirectBuffer;

/**
 * The SHA-256 hashes of tree and chain.
 *
 * <pre>
 *   leaf  = SHA-256(00 | type | content)       RFC 6962, the first byte of its entry says the type
 *   node  = SHA-256(01 | left | right)         RFC 6962
 *   chain = SHA-256(02 | chain before | leaf)  begins with SHA-256(02 | id of the log)
 * </pre>
 *
 * <p>Thread: its owner. Allocates: the hashes.
 */
final class TreeHash {
    static final int BYTES = 32;
    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte CHAIN = 2;
    private static final int COPY_BYTES = 64 * 1024;

    private final MessageDigest sha = sha256();
    private byte[] copy;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A leaf's hash is made of what follows until {@link #endLeaf}. */
    void beginLeaf(EntryType type) {
        sha.reset();
        sha.update(LEAF);
        sha.update(type.code());
    }

    void update(DirectBuffer buffer, int offset, int length) {
        if (copy == null) {
            copy = new byte[COPY_BYTES];
        }
        for (int done = 0; done < length; done += COPY_BYTES) {
            int part = Math.min(COPY_BYTES, length - done);
            buffer.getBytes(offset + done, copy, 0, part);
            sha.update(copy, 0, part);
        }
    }

    byte[] endLeaf() {
        return sha.digest();
    }

    byte[] leaf(EntryType type, byte[] content) {
        beginLeaf(type);
        sha.update(content);
        return sha.digest();
    }

    byte[] leaf(EntryType type, String content) {
        return leaf(type, content.getBytes(StandardCharsets.UTF_8));
    }

    byte[] node(byte[] left, byte[] right) {
        sha.reset();
        sha.update(NODE);
        sha.update(left);
        return sha.digest(right);
    }

    byte[] chainStart(String logId) {
        sha.reset();
        sha.update(CHAIN);
        return sha.digest(logId.getBytes(StandardCharsets.UTF_8));
    }

    byte[] chain(byte[] before, byte[] leaf) {
        sha.reset();
        sha.update(CHAIN);
        sha.update(before);
        return sha.digest(leaf);
    }

    /** Root of a tree without leaves. */
    byte[] empty() {
        sha.reset();
        return sha.digest();
    }
}
