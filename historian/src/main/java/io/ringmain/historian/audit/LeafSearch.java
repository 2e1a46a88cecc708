package io.ringmain.historian.audit;

/** Finds the leaves of batches by their sequences in the stored blocks. */
final class LeafSearch {
    static final long NONE = -1;

    private LeafSearch() {}

    /**
     * How many leaves there are up to and including the batch that ends at a sequence.
     *
     * @throws AuditException when no batch ends there
     */
    static long leavesUpTo(AuditFolder folder, long size, long sequence) {
        long index = batchWith(folder, size, sequence);
        LeafBlock block = index == NONE ? null : LeafBlock.read(folder, index >> folder.blockBits());
        if (block == null || block.leaf(index).sequence() != sequence) {
            throw new AuditException("no batch that is chained ends at sequence " + sequence);
        }
        return index + 1;
    }

    /** Index of the batch in which a sequence stands, {@link #NONE} when it is not among the stored ones. */
    static long batchWith(AuditFolder folder, long size, long sequence) {
        for (long number : folder.blockNumbers()) {
            LeafBlock block = LeafBlock.read(folder, number);
            long end = Math.min(size, block.first() + block.count());
            if (block.count() == 0 || block.leaf(end - 1).sequence() < sequence) {
                continue;
            }
            for (long index = block.first(); index < end; index++) {
                Leaf leaf = block.leaf(index);
                if (leaf.type() == EntryType.BATCH && leaf.sequence() >= sequence) {
                    return index;
                }
            }
        }
        return NONE;
    }
}
