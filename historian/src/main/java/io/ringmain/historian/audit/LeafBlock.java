package io.ringmain.historian.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One file of leaves, as read: the leaves up to the first that is not whole.
 *
 * <pre>
 *   file = head | leaf ...                      little endian
 *   head = "RMLEAVES" | block (long) | id of the log (16 bytes) | CRC32C | 0 (int)
 *   leaf = CRC32C | type (bits 28-31), epoch (0-27) | sequence (long) | hash (32 bytes)
 * </pre>
 */
final class LeafBlock {
    static final int HEAD_BYTES = 40;
    static final int LEAF_BYTES = 48;
    private static final int EPOCH_BITS = 28;
    private static final long MAGIC =
            ByteBuffer.wrap("RMLEAVES".getBytes(StandardCharsets.US_ASCII)).getLong();

    private final long first;
    private final ByteBuffer bytes;
    private final int count;

    private LeafBlock(long first, ByteBuffer bytes, int count) {
        this.first = first;
        this.bytes = bytes;
        this.count = count;
    }

    /**
     * Reads a block.
     *
     * @throws AuditException when its head is not of this log and number, or it can not be read
     */
    static LeafBlock read(AuditFolder folder, long block) {
        Path file = folder.leaves(block);
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new AuditException(file + " can not be read: " + e.getMessage(), e);
        }
        if (bytes.capacity() < HEAD_BYTES || !head(folder, block).equals(bytes.slice(0, HEAD_BYTES))) {
            throw new AuditException(file + ": it is not block " + block + " of log " + folder.logId());
        }
        int records = Math.min(folder.blockLeaves(), (bytes.capacity() - HEAD_BYTES) / LEAF_BYTES);
        int count = 0;
        while (count < records && isWhole(bytes, HEAD_BYTES + count * LEAF_BYTES)) {
            count++;
        }
        return new LeafBlock(block << folder.blockBits(), bytes, count);
    }

    private static boolean isWhole(ByteBuffer bytes, int at) {
        return bytes.getInt(at) == crc(bytes, at + Integer.BYTES, LEAF_BYTES - Integer.BYTES)
                && EntryType.ofCode(bytes.getInt(at + 4) >>> EPOCH_BITS) != null;
    }

    /** The head of a block, ready to be written. */
    static ByteBuffer head(AuditFolder folder, long block) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.order(ByteOrder.BIG_ENDIAN).putLong(MAGIC).order(ByteOrder.LITTLE_ENDIAN);
        head.putLong(block).put(HexFormat.of().parseHex(folder.logId()));
        int end = head.position();
        head.putInt(crc(head, 0, end)).putInt(0);
        return head.flip();
    }

    /** Puts a leaf at the buffer's position. */
    static void put(ByteBuffer target, Leaf leaf) {
        int at = target.position();
        target.putInt(0)
                .putInt(leaf.type().code() << EPOCH_BITS | leaf.epoch())
                .putLong(leaf.sequence())
                .put(leaf.hash());
        target.putInt(at, crc(target, at + Integer.BYTES, LEAF_BYTES - Integer.BYTES));
    }

    static int crc(ByteBuffer bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(from, length));
        return (int) crc.getValue();
    }

    /** Index in the tree of its first leaf. */
    long first() {
        return first;
    }

    /** Whole leaves in it. */
    int count() {
        return count;
    }

    /** The leaf of that index in the tree, null when the block does not hold it. */
    Leaf leaf(long index) {
        if (index < first || index >= first + count) {
            return null;
        }
        int at = HEAD_BYTES + (int) (index - first) * LEAF_BYTES;
        byte[] hash = new byte[TreeHash.BYTES];
        bytes.get(at + LEAF_BYTES - TreeHash.BYTES, hash);
        int word = bytes.getInt(at + 4);
        int epoch = word & (1 << EPOCH_BITS) - 1;
        return new Leaf(EntryType.ofCode(word >>> EPOCH_BITS), epoch, bytes.getLong(at + 8), hash);
    }
}
