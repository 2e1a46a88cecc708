package io.ringmain.historian.journal;

import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.SnapshotCheck;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.historian.files.CheckedFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots in {@code DIR/snapshots}, one file each, named by the last event in it. The newest three are kept, the oldest,
 * where the journal begins, and some between them, spread over its events, so that a replay needs not begin far back. The
 * files are there whole or not at all; whether they are still what was written is for core to find out.
 *
 * <p>Thread: the snapshot writer for {@link #store}; the journal's keeper for what retention asks; any for
 * {@link #newestFirst}. Allocates: buffers per snapshot.
 */
public final class FileSnapshotStore implements SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileSnapshotStore.class);
    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{20})\\.bin");
    private static final int NEWEST = 3;
    private static final int KEPT = 16;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path folder;
    private final ReentrantLock deleting = new ReentrantLock();

    public FileSnapshotStore(Path dataFolder) {
        this.folder = dataFolder.resolve("snapshots");
    }

    @Override
    public void store(long sequence, Image image) {
        Path file = folder.resolve(String.format(Locale.ROOT, "snapshot-%020d.bin", sequence));
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(folder);
            write(beside, image);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            CheckedFile.forceFolder(folder);
            thinOut();
        } catch (IOException e) {
            throw new UncheckedIOException("snapshot at sequence " + sequence + " can not be stored in " + folder, e);
        }
    }

    /** Drops those that leave the smallest gaps. */
    private void thinOut() throws IOException {
        deleting.lock();
        try {
            List<Stored> all = new ArrayList<>(newestFirst());
            while (all.size() > KEPT) {
                int drop = NEWEST;
                for (int i = NEWEST; i < all.size() - 1; i++) {
                    drop = gap(all, i) < gap(all, drop) ? i : drop;
                }
                Files.deleteIfExists(folder.resolve(all.remove(drop).name()));
            }
        } finally {
            deleting.unlock();
        }
    }

    /** Events between the neighbours of one. */
    private static long gap(List<Stored> all, int index) {
        return all.get(index - 1).sequence() - all.get(index + 1).sequence();
    }

    /** Reads one back, all of it. */
    boolean isWhole(Stored stored) {
        try (InputStream in = stored.open()) {
            return SnapshotCheck.lastSequence(in) == stored.sequence();
        } catch (IOException | DamagedSnapshotException e) {
            LOG.warn("Snapshot {} can not be used: {}", stored.name(), e.getMessage());
            return false;
        }
    }

    /** Deletes what the journal does not go back to any more; the snapshot of that event stays. */
    void deleteBefore(long sequence) throws IOException {
        deleting.lock();
        try {
            List<Stored> all = newestFirst();
            if (all.stream().noneMatch(stored -> stored.sequence() == sequence)) {
                throw new IOException("the snapshot of event " + sequence + " is gone");
            }
            for (Stored stored : all) {
                if (stored.sequence() < sequence) {
                    Files.deleteIfExists(folder.resolve(stored.name()));
                }
            }
        } finally {
            deleting.unlock();
        }
    }

    private static void write(Path file, Image image) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            image.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    @Override
    public List<Stored> newestFirst() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .<Stored>map(StoredFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("snapshots in " + folder + " can not be read", e);
        }
    }

    private record StoredFile(Path file) implements Stored {
        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public long sequence() {
            Matcher matcher = NAME.matcher(name());
            return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        }

        @Override
        public InputStream open() throws IOException {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        }
    }
}
