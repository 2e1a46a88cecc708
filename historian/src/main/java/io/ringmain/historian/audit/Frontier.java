package io.ringmain.historian.audit;

/**
 * The right edge of a growing Merkle tree (RFC 6962): the roots of the whole subtrees from which the root follows.
 *
 * <p>Thread: its owner. Allocates: hashes.
 */
final class Frontier {
    private static final int LEVELS = 63;

    private final TreeHash hash;
    private final byte[][] roots = new byte[LEVELS][];
    private long size;

    Frontier(TreeHash hash) {
        this.hash = hash;
    }

    long size() {
        return size;
    }

    void append(byte[] leaf) {
        append(0, leaf);
    }

    /** Appends a whole subtree of two to the level leaves; the size must be a multiple of that. */
    void append(int level, byte[] root) {
        if ((size & (1L << level) - 1) != 0) {
            throw new IllegalArgumentException("a subtree of level " + level + " behind " + size + " leaves");
        }
        byte[] node = root;
        int at = level;
        while ((size >> at & 1) == 1) {
            node = hash.node(roots[at], node);
            roots[at] = null;
            at++;
        }
        roots[at] = node;
        size += 1L << level;
    }

    byte[] root() {
        byte[] root = null;
        for (byte[] whole : roots) {
            if (whole != null) {
                root = root == null ? whole : hash.node(whole, root);
            }
        }
        return root == null ? hash.empty() : root;
    }
}
