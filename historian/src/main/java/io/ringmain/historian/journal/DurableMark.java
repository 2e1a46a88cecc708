package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far an epoch was on disk at least, so that a hole that a loss of power left behind what was forced can be told from
 * damage of what was there.
 *
 * <pre>
 *   0               8
 *   | last sequence | CRC32C | 0 |
 * </pre>
 *
 * <p>Thread: SYNC, and who else forces the journal, one after the other. It is forced at most once a second: an older mark is as true as a newer one.
 */
final class DurableMark implements AutoCloseable {
    static final String FILE = "durable.mark";
    private static final int BYTES = 16;
    private static final long FORCE_NS = 1_000_000_000L;

    private final ReentrantLock writing = new ReentrantLock();
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] number = new byte[Long.BYTES];
    private long forcedNs = System.nanoTime();

    DurableMark(Path folder) throws IOException {
        channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    void set(long lastSequence) throws IOException {
        writing.lock();
        try {
            bytes.clear();
            bytes.putLong(lastSequence);
            bytes.putInt(crc(number, lastSequence)).putInt(0).flip();
            channel.write(bytes, 0);
            long now = System.nanoTime();
            if (now - forcedNs > FORCE_NS) {
                channel.force(false);
                forcedNs = now;
            }
        } finally {
            writing.unlock();
        }
    }

    /** What is known to have been on disk; {@code otherwise} when nothing is. */
    static long read(Path folder, long otherwise) {
        Path file = folder.resolve(FILE);
        try {
            byte[] read = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (read.length == BYTES) {
                ByteBuffer mark = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
                long sequence = mark.getLong(0);
                return mark.getInt(8) == crc(new byte[Long.BYTES], sequence) ? sequence : otherwise;
            }
        } catch (IOException e) {
            return otherwise;
        }
        return otherwise;
    }

    private static int crc(byte[] into, long sequence) {
        ByteBuffer.wrap(into).putLong(sequence);
        return CheckedFile.crc(into, into.length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
