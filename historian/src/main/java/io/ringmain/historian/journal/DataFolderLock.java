package io.ringmain.historian.journal;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data folder for one process. The operating system drops the lock with the process, so a killed run leaves
 * nothing to clean up.
 *
 * <p>Thread: any takes one; whoever has it closes it.
 */
public final class DataFolderLock implements AutoCloseable {
    static final String FILE = "ringmain.lock";
    private static final int MAX_PID_BYTES = 20;

    /** Folders of this JVM: a second descriptor of a locked file would drop the lock when it is closed (POSIX). */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path key;

    private DataFolderLock(FileChannel channel, Path key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Takes the folder, which is made when it is not there.
     *
     * @throws ProvisionException when another process has the folder, or when it can not be written
     */
    public static DataFolderLock take(Path dataFolder) {
        Path key = realPath(dataFolder);
        if (!TAKEN.add(key)) {
            throw inUse(dataFolder, Long.toString(ProcessHandle.current().pid()));
        }
        boolean isTaken = false;
        FileChannel channel = null;
        try {
            channel = open(dataFolder);
            if (channel.tryLock() == null) {
                throw inUse(dataFolder, owner(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            isTaken = true;
            return new DataFolderLock(channel, key);
        } catch (IOException e) {
            throw unwritable(dataFolder, e);
        } finally {
            if (!isTaken) {
                close(channel);
                TAKEN.remove(key);
            }
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a process has the folder; changes nothing. */
    static boolean isTaken(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return false;
            }
            if (TAKEN.contains(dataFolder.toRealPath())) {
                return true; // and a second descriptor must not be closed here
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.tryLock(0, Long.MAX_VALUE, true) == null;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static ProvisionException inUse(Path dataFolder, String owner) {
        return new ProvisionException("journal folder " + dataFolder + " is in use by process " + owner
                + "; stop it or choose another --data");
    }

    private static ProvisionException unwritable(Path dataFolder, IOException cause) {
        return new ProvisionException("journal folder " + dataFolder + " can not be written: " + reason(cause), cause);
    }

    private static Path realPath(Path dataFolder) {
        try {
            return Files.createDirectories(dataFolder).toRealPath();
        } catch (IOException e) {
            throw unwritable(dataFolder, e);
        }
    }

    private static FileChannel open(Path dataFolder) throws IOException {
        return FileChannel.open(
                dataFolder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** What an I/O error says about its cause; the bare class when it has no words. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? "unknown" : text;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TAKEN.remove(key);
        }
    }
}
