package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesAheadTest {
    private static final Path MAPS = Path.of("/proc/self/smaps");
    private static final int BLOCK_BYTES = 1024 * 1024;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    @TempDir
    Path folder;

    private final PagesAhead pages = new PagesAhead();

    @BeforeEach
    void start() {
        assumeThat(MAPS).exists();
        pages.start();
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void shouldMakePagesReadyBeforeTheyAreWritten() throws IOException {
        Path file = folder.resolve("block");
        MappedByteBuffer block = map(file);
        long address = BufferUtil.address(block);
        assertThat(readyBytes(file)).isZero();
        pages.onWritten(address, address + BLOCK_BYTES);
        assertThat(awaitReady(file)).isEqualTo(PagesAhead.LEAST_BYTES);
        assertThat(block.get(0)).isZero();
    }

    @Test
    void shouldGoOnWhenABlockIsGone() throws IOException {
        Path file = folder.resolve("block");
        MappedByteBuffer block = map(file);
        long address = BufferUtil.address(block);
        pages.onWritten(1L << 46, (1L << 46) + BLOCK_BYTES);
        long begin = System.nanoTime();
        while (readyBytes(file) == 0 && !pages.isOff() && System.nanoTime() - begin < PATIENCE_NS) {
            pages.onWritten(address, address + BLOCK_BYTES);
            LockSupport.parkNanos(POLL_NS);
        }
        assumeThat(pages.isOff()).isFalse();
        assertThat(readyBytes(file)).isPositive();
        assertThat(block.get(0)).isZero();
    }

    @Test
    void shouldGoOnWhenInTheBlocksPlaceIsWhatCanNotBeWritten() throws IOException {
        MappedByteBuffer first = map(folder.resolve("first"));
        pages.onWritten(BufferUtil.address(first), BufferUtil.address(first) + BLOCK_BYTES);
        awaitReady(folder.resolve("first"));
        MappedByteBuffer other = mapToRead(folder.resolve("first"));
        MappedByteBuffer last = map(folder.resolve("last"));
        long address = BufferUtil.address(other);
        long begin = System.nanoTime();
        // nobody says when the refused one was tried: it was when a later one was done
        pages.onWritten(address, address + BLOCK_BYTES);
        long lastAddress = BufferUtil.address(last);
        while (readyBytes(folder.resolve("last")) == 0 && System.nanoTime() - begin < PATIENCE_NS && !pages.isOff()) {
            pages.onWritten(lastAddress, lastAddress + BLOCK_BYTES);
            LockSupport.parkNanos(POLL_NS);
        }
        assertThat(pages.isOff()).isFalse();
        assertThat(readyBytes(folder.resolve("last"))).isPositive();
        assertThat(other.get(0)).isZero();
        assertThat(first.get(0)).isZero();
        assertThat(last.get(0)).isZero();
    }

    private static MappedByteBuffer mapToRead(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, BLOCK_BYTES);
        }
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, BLOCK_BYTES);
        }
    }

    /** All that was asked for, or what is there when patience ends. */
    private long awaitReady(Path file) throws IOException {
        long begin = System.nanoTime();
        while (readyBytes(file) < PagesAhead.LEAST_BYTES && System.nanoTime() - begin < PATIENCE_NS) {
            assumeThat(pages.isOff()).isFalse(); // a system before Linux 5.14
            LockSupport.parkNanos(POLL_NS);
        }
        return readyBytes(file);
    }

    /** What of the file's mapping has pages that can be written without the system's help. */
    private static long readyBytes(Path file) throws IOException {
        List<String> lines = Files.readAllLines(MAPS);
        int at = 0;
        while (at < lines.size() && !lines.get(at).endsWith(file.toString())) {
            at++;
        }
        while (!lines.get(at).startsWith("Rss:")) {
            at++;
        }
        return Long.parseLong(lines.get(at).replaceAll("\\D", "")) * 1024;
    }
}
