package io.ringmain.perf.conventional;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Batches of records: records in it, number of the first, checksum, records. One write a batch, after which it survives the
 * process.
 *
 * <pre>
 *   0       4     8                  16        24
 *   | count | 0   | first sequence   | CRC32C  | records ...
 * </pre>
 *
 * <p>Thread: one at a time.
 */
final class RecordFile implements AutoCloseable {
    static final int MAX_RECORDS = 4096;

    private static final int HEAD = 24;
    private static final int CRC_AT = 16;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(HEAD + MAX_RECORDS * Recorded.BYTES);
    private final CRC32C crc = new CRC32C();
    private long sequence = 1;

    private RecordFile(FileChannel channel) {
        this.channel = channel;
    }

    static RecordFile create(Path path) throws IOException {
        return new RecordFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** @param records at most {@link #MAX_RECORDS} */
    void append(List<Recorded> records) throws IOException {
        buffer.clear();
        buffer.putInt(records.size()).putInt(0).putLong(sequence).putLong(0);
        for (Recorded recorded : records) {
            recorded.writeTo(buffer);
        }
        buffer.flip();
        buffer.putLong(CRC_AT, checksum(crc, buffer));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        sequence += records.size();
    }

    private static long checksum(CRC32C crc, ByteBuffer batch) {
        crc.reset();
        crc.update(batch.duplicate().limit(CRC_AT));
        crc.update(batch.duplicate().position(HEAD));
        return crc.getValue();
    }

    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * Reads all of a file.
     *
     * @throws IOException when a batch is cut off, not the next one, or its checksum is another
     */
    static void read(Path path, Consumer<Recorded> handler) throws IOException {
        CRC32C crc = new CRC32C();
        long next = 1;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer batch = ByteBuffer.allocate(HEAD + MAX_RECORDS * Recorded.BYTES);
            for (long at = 0; at < channel.size(); at += batch.limit()) {
                fill(channel, at, batch.clear().limit(HEAD));
                int count = batch.getInt(0);
                if (count < 1 || count > MAX_RECORDS || batch.getLong(8) != next) {
                    throw new IOException("no batch behind record " + (next - 1) + " at byte " + at);
                }
                fill(channel, at, batch.clear().limit(HEAD + count * Recorded.BYTES));
                batch.flip();
                if (batch.getLong(CRC_AT) != checksum(crc, batch)) {
                    throw new IOException("damaged batch at byte " + at);
                }
                batch.position(HEAD);
                while (batch.hasRemaining()) {
                    handler.accept(Recorded.readFrom(batch));
                }
                next += count;
            }
        }
    }

    private static void fill(FileChannel channel, long at, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position()) < 0) {
                throw new IOException("cut off at byte " + (at + into.position()));
            }
        }
    }
}
