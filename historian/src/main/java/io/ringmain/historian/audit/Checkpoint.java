package io.ringmain.historian.audit;

import java.time.Instant;
import java.util.HexFormat;

/**
 * What the journal was at a moment, signed.
 *
 * @param logId of the log
 * @param size leaves in the tree
 * @param sequence last journaled one in it, -1 when there is none
 * @param root of the Merkle tree
 * @param chain head of the hash chain
 * @param timeMs wall clock when it was signed, ms since 1970
 * @param key number of the key
 * @param signature Ed25519 over {@link #message}
 */
public record Checkpoint(
        String logId, long size, long sequence, byte[] root, byte[] chain, long timeMs, int key, byte[] signature) {

    /** What is signed, in UTF-8. */
    public String message() {
        HexFormat hex = HexFormat.of();
        return "ringmain checkpoint 1\nlog=" + logId + "\nsize=" + size + "\nsequence=" + sequence + "\nroot="
                + hex.formatHex(root) + "\nchain=" + hex.formatHex(chain) + "\ntimeMs=" + timeMs + "\nkey=" + key
                + "\n";
    }

    Checkpoint signed(byte[] by) {
        return new Checkpoint(logId, size, sequence, root, chain, timeMs, key, by);
    }

    /** One line for people. */
    public String describe() {
        return "checkpoint of " + Instant.ofEpochMilli(timeMs) + " (" + size + " leaves, up to sequence " + sequence
                + ")";
    }
}
