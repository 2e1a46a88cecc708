package io.ringmain.historian.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of the roots of whole blocks, in order.
 *
 * <pre>
 *   CRC32C | epoch (int) | block (long) | sequence (long) | root (32 bytes) | chain behind it (32 bytes)
 * </pre>
 */
final class BlockRoots {
    private static final int BYTES = 24 + 2 * TreeHash.BYTES;

    private BlockRoots() {}

    /** Reads the roots up to the first that is not whole or not in its place. */
    static List<BlockRoot> read(Path file) throws IOException {
        List<BlockRoot> roots = new ArrayList<>();
        if (!Files.exists(file)) {
            return roots;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + BYTES <= bytes.capacity(); at += BYTES) {
            boolean isWhole = bytes.getInt(at) == LeafBlock.crc(bytes, at + Integer.BYTES, BYTES - Integer.BYTES);
            if (!isWhole || bytes.getLong(at + 8) != roots.size()) {
                break;
            }
            byte[] root = new byte[TreeHash.BYTES];
            byte[] chain = new byte[TreeHash.BYTES];
            bytes.get(at + 24, root).get(at + 24 + TreeHash.BYTES, chain);
            roots.add(new BlockRoot(bytes.getLong(at + 8), bytes.getInt(at + 4), bytes.getLong(at + 16), root, chain));
        }
        return roots;
    }

    /** Cuts off the roots behind the first ones of that number. */
    static void keep(Path file, long number) throws IOException {
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(number * BYTES);
            }
        }
    }

    /** Puts a root into its place. */
    static void write(Path file, BlockRoot root) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0)
                .putInt(root.epoch())
                .putLong(root.block())
                .putLong(root.sequence())
                .put(root.root())
                .put(root.chainAfter());
        bytes.putInt(0, LeafBlock.crc(bytes, Integer.BYTES, BYTES - Integer.BYTES))
                .flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long at = root.block() * BYTES;
            while (bytes.hasRemaining()) {
                channel.write(bytes, at + bytes.position());
            }
            channel.force(true); // the only trace of the block once its leaves are deleted
        }
    }
}
