package io.ringmain.historian.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Reads stored leaves by their index, also while they are appended to. Nothing in them is trusted before a root agrees. */
final class StoredLeaves {
    private final AuditFolder folder;
    private final List<BlockRoot> roots;
    private final long size;
    private LeafBlock block;
    private long blockNumber = -1;

    StoredLeaves(AuditFolder folder) throws IOException {
        this.folder = folder;
        this.roots = BlockRoots.read(folder.blocks());
        List<Long> numbers = folder.blockNumbers();
        long last = numbers.isEmpty() ? -1 : numbers.get(numbers.size() - 1);
        load(last);
        size = block == null ? (long) roots.size() << folder.blockBits() : block.first() + block.count();
    }

    /** Leaves when it was opened. */
    long size() {
        return size;
    }

    /** Null when it is not there or not whole. */
    Leaf at(long index) {
        if (index >= size) {
            return null;
        }
        load(index >> folder.blockBits());
        return block == null ? null : block.leaf(index);
    }

    /** The root of a block that begins at that leaf and whose leaves were deleted, null when there is none. */
    BlockRoot deletedBlock(long index) {
        long number = index >> folder.blockBits();
        boolean isWhole = number << folder.blockBits() == index && number < roots.size();
        return isWhole && !Files.exists(folder.leaves(number)) ? roots.get((int) number) : null;
    }

    /** The root of a whole block, null when it is not known. */
    byte[] root(long number) {
        return number < roots.size() ? roots.get((int) number).root() : null;
    }

    private void load(long number) {
        if (number == blockNumber) {
            return;
        }
        blockNumber = number;
        try {
            block = number < 0 || !Files.exists(folder.leaves(number)) ? null : LeafBlock.read(folder, number);
        } catch (AuditException e) {
            block = null; // the same as if it were not there: the journal must lead to the roots without it
        }
    }
}
