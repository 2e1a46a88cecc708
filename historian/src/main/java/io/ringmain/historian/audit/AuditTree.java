package io.ringmain.historian.audit;

/**
 * Tree and chain over the leaves so far.
 *
 * <p>Thread: its owner. Allocates: hashes.
 */
final class AuditTree {
    private final TreeHash hash = new TreeHash();
    private final Frontier frontier = new Frontier(hash);
    private byte[] chain;
    private long sequence = -1;
    private int epoch;

    AuditTree(String logId) {
        chain = hash.chainStart(logId);
    }

    void append(Leaf leaf) {
        frontier.append(leaf.hash());
        chain = hash.chain(chain, leaf.hash());
        sequence = leaf.sequence();
        epoch = leaf.epoch();
    }

    /** Appends a block whose leaves are not looked at. */
    void append(BlockRoot block, int level) {
        frontier.append(level, block.root());
        chain = block.chainAfter();
        sequence = block.sequence();
        epoch = block.epoch();
    }

    long size() {
        return frontier.size();
    }

    byte[] root() {
        return frontier.root();
    }

    byte[] chain() {
        return chain;
    }

    /** Last journaled sequence, -1 before the first batch. */
    long sequence() {
        return sequence;
    }

    /** Number of the last epoch, 0 before the first. */
    int epoch() {
        return epoch;
    }
}
