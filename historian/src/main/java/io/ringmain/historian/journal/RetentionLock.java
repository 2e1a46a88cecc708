package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps those who set legal holds and those who delete segments apart, between processes and in one: what is held when the
 * lock is taken stays held while segments are deleted.
 */
final class RetentionLock implements AutoCloseable {
    static final String FILE = "retention.lock";
    /** A process that opens and closes a locked file twice would lose its lock (POSIX). */
    private static final ReentrantLock HERE = new ReentrantLock();

    private final FileChannel channel;

    private RetentionLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for it. Deleting takes milliseconds. */
    static RetentionLock take(Path journal) throws IOException {
        HERE.lock();
        boolean isTaken = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    journal.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            channel.lock();
            isTaken = true;
            return new RetentionLock(channel);
        } finally {
            if (!isTaken) {
                if (channel != null) {
                    channel.close();
                }
                HERE.unlock();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close(); // gives the lock back
        } finally {
            HERE.unlock();
        }
    }
}
