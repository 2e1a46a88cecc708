package io.ringmain.historian.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored leaves, in files of a fixed number each. Not forced while it grows: what a loss of power takes is made again
 * from the journal.
 *
 * <p>Thread: its owner. Owns: the files of leaves and their roots. Allocates: a block's frontier.
 */
final class LeafLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeafLog.class);
    private static final int BUFFERED_LEAVES = 1024;

    private final AuditFolder folder;
    private final AuditTree tree;
    private final TreeHash hash = new TreeHash();
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFERED_LEAVES * LeafBlock.LEAF_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private Frontier block = new Frontier(hash);
    private FileChannel channel;
    /** Where the buffer belongs in the file. */
    private long position;

    private Leaf lastBatch;

    private LeafLog(AuditFolder folder, AuditTree tree) {
        this.folder = folder;
        this.tree = tree;
    }

    /** Opens what is stored without a hole up to that many leaves, and cuts off the rest. */
    static LeafLog open(AuditFolder folder, long mostLeaves) throws IOException {
        AuditTree tree = new AuditTree(folder.logId());
        LeafLog log = new LeafLog(folder, tree);
        for (BlockRoot root : BlockRoots.read(folder.blocks())) {
            if (root.block() + 1 << folder.blockBits() <= mostLeaves) {
                tree.append(root, folder.blockBits());
            }
        }
        long number = tree.size() >> folder.blockBits();
        BlockRoots.keep(folder.blocks(), number);
        for (long present : folder.blockNumbers()) {
            if (present == number && tree.size() < mostLeaves) {
                log.load(number, mostLeaves);
                number = tree.size() >> folder.blockBits();
            }
            if (present << folder.blockBits() >= tree.size()) {
                Files.delete(folder.leaves(present)); // made again from the journal
            }
        }
        log.position();
        return log;
    }

    private void load(long number, long mostLeaves) throws IOException {
        LeafBlock stored;
        try {
            stored = LeafBlock.read(folder, number);
        } catch (AuditException e) {
            LOG.warn("{}; made again from the journal", e.getMessage());
            return;
        }
        for (long index = stored.first(); index < stored.first() + stored.count() && index < mostLeaves; index++) {
            add(stored.leaf(index));
        }
    }

    /** Opens the file in which the next leaf stands, and cuts it off there. */
    private void position() throws IOException {
        long inBlock = block.size();
        if (inBlock == 0) {
            return;
        }
        channel = FileChannel.open(folder.leaves(tree.size() >> folder.blockBits()), StandardOpenOption.WRITE);
        position = LeafBlock.HEAD_BYTES + inBlock * LeafBlock.LEAF_BYTES;
        channel.truncate(position);
    }

    AuditTree tree() {
        return tree;
    }

    /** The last leaf of a batch in the present block, null when there is none. */
    Leaf lastBatch() {
        return lastBatch;
    }

    void append(Leaf leaf) throws IOException {
        if (block.size() == 0) {
            begin(tree.size() >> folder.blockBits());
        }
        if (!buffer.hasRemaining()) {
            flush();
        }
        LeafBlock.put(buffer, leaf);
        if (block.size() + 1 == folder.blockLeaves()) {
            flush();
            closeFile();
        }
        add(leaf);
    }

    private void begin(long number) throws IOException {
        channel = FileChannel.open(
                folder.leaves(number),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        ByteBuffer head = LeafBlock.head(folder, number);
        while (head.hasRemaining()) {
            channel.write(head);
        }
        position = LeafBlock.HEAD_BYTES;
    }

    private void add(Leaf leaf) throws IOException {
        tree.append(leaf);
        block.append(leaf.hash());
        lastBatch = leaf.type() == EntryType.BATCH ? leaf : lastBatch;
        if (block.size() == folder.blockLeaves()) {
            BlockRoots.write(
                    folder.blocks(),
                    new BlockRoot(
                            (tree.size() >> folder.blockBits()) - 1,
                            tree.epoch(),
                            tree.sequence(),
                            block.root(),
                            tree.chain()));
            block = new Frontier(hash);
        }
    }

    /** Writes out what is buffered. */
    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
        buffer.clear();
    }

    /** Makes what was appended survive a loss of power. */
    void force() throws IOException {
        flush();
        if (channel != null) {
            channel.force(true);
        }
    }

    private void closeFile() throws IOException {
        if (channel != null) {
            channel.force(true); // whole blocks are read without their leaves
            channel.close();
            channel = null;
        }
    }

    /** Deletes the files of blocks of which all leaves are among the first ones of that number; their roots stay. */
    void deleteBlocks(long leaves) throws IOException {
        for (long number : folder.blockNumbers()) {
            if (number + 1 << folder.blockBits() <= Math.min(leaves, tree.size() - block.size())) {
                Files.delete(folder.leaves(number));
            }
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        closeFile();
    }
}
