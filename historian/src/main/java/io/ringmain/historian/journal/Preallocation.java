package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.posix.PosixAPI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes files whose blocks are there from the begin on. A mapping of a file without blocks ends in an error of the machine
 * when the disk is full, which can end the JVM.
 */
final class Preallocation {
    private static final Logger LOG = LoggerFactory.getLogger(Preallocation.class);
    private static final int CHUNK_BYTES = 1024 * 1024;
    private static final int READ_WRITE = 2;
    private static final int OWNER_READ_WRITE = 0600;
    /** Sets the length, too. */
    private static final int USUAL = 0;

    private Preallocation() {}

    /**
     * Makes a file of zeros.
     *
     * @return a descriptor for reading and writing
     * @throws IOException when there is no room; the file is gone then
     */
    static FileChannel make(Path file, long bytes) throws IOException {
        Files.deleteIfExists(file);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isMade = false;
        try {
            if (!isAllocated(file, bytes)) {
                write(channel, bytes);
            }
            isMade = true;
            return channel;
        } finally {
            if (!isMade) {
                channel.close();
                Files.deleteIfExists(file);
            }
        }
    }

    /** False where the file system does not know how, or has no room: writing tells which. */
    private static boolean isAllocated(Path file, long bytes) throws IOException {
        try {
            PosixAPI posix = PosixAPI.posix();
            int descriptor = posix.open(file.toString(), READ_WRITE, OWNER_READ_WRITE);
            if (descriptor < 0) {
                return false;
            }
            try {
                return posix.fallocate(descriptor, USUAL, 0, bytes) == 0 && Files.size(file) == bytes;
            } finally {
                posix.close(descriptor);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("no fallocate here, zeros are written", e);
            return false;
        }
    }

    private static void write(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
        for (long at = 0; at < bytes; ) {
            zeros.clear().limit((int) Math.min(CHUNK_BYTES, bytes - at));
            at += channel.write(zeros, at);
        }
    }
}
