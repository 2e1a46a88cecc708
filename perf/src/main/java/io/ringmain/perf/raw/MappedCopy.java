package io.ringmain.perf.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The limit for a journal: 64 bytes copied behind one another into a mapped file, over pages that are there already, or
 * that come into being as they are written.
 *
 * <p>Thread: its owner.
 */
public final class MappedCopy implements AutoCloseable {
    private static final int RECORD = 64;
    private static final int PAGE = 4096;

    private final Path folder;
    private final int records;
    private final ByteBuffer source =
            BufferUtil.allocateDirectAligned(RECORD, RECORD).order(ByteOrder.nativeOrder());
    private final UnsafeBuffer record = new UnsafeBuffer(source);
    private final MappedByteBuffer prefaulted;
    private int file;

    /**
     * @param folder where its files are
     * @param bytes of a file
     */
    public MappedCopy(Path folder, int bytes) {
        this.folder = folder;
        this.records = bytes / RECORD;
        prefaulted = map(bytes);
        for (int at = 0; at < bytes; at += PAGE) {
            prefaulted.put(at, (byte) 1);
        }
    }

    private MappedByteBuffer map(int bytes) {
        Path path = folder.resolve("copy-" + file++);
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
            Files.delete(path); // goes when it is unmapped
            return mapped;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nanoseconds a record, over pages that were written before. */
    public double overPages() {
        return copy(prefaulted);
    }

    /** Nanoseconds a record, into a new file. */
    public double intoNewFile() {
        MappedByteBuffer mapped = map(records * RECORD);
        try {
            return copy(mapped);
        } finally {
            IoUtil.unmap(mapped);
        }
    }

    private double copy(MappedByteBuffer into) {
        UnsafeBuffer target = new UnsafeBuffer(into);
        long begin = System.nanoTime();
        for (int i = 0; i < records; i++) {
            record.putLong(0, i);
            target.putBytes(i * RECORD, record, 0, RECORD);
        }
        return (System.nanoTime() - begin) / (double) records;
    }

    @Override
    public void close() {
        IoUtil.unmap(prefaulted);
    }
}
