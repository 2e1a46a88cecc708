package io.ringmain.historian.journal;

import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots in {@code DIR/snapshots}, one file each; the newest three are kept.
 *
 * <pre>
 *   snapshot-00000000000000004711.bin = the snapshot | sequence (8) | length (8) | CRC32C of all before (4)
 * </pre>
 *
 * <p>Thread: the snapshot writer for {@link #store}; any for {@link #newest}. Allocates: per snapshot.
 */
public final class FileSnapshotStore implements SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileSnapshotStore.class);
    private static final Pattern NAME = Pattern.compile("snapshot-\\d{20}\\.bin");
    private static final int KEPT = 3;
    private static final int TRAILER_BYTES = 20;

    private final Path folder;

    public FileSnapshotStore(Path dataFolder) {
        this.folder = dataFolder.resolve("snapshots");
    }

    /**
     * @throws UncheckedIOException when it could not be written; the older ones are still there then
     */
    @Override
    public void store(long sequence, DirectBuffer buffer, int length) {
        ByteBuffer file = ByteBuffer.allocate(length + TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.getBytes(0, file.array(), 0, length);
        file.position(length);
        file.putLong(sequence).putLong(length);
        file.putInt(CheckedFile.crc(file.array(), file.position())).flip();
        try {
            Files.createDirectories(folder);
            CheckedFile.write(folder.resolve(String.format(Locale.ROOT, "snapshot-%020d.bin", sequence)), file);
            for (Path old : newestFirst().stream().skip(KEPT).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("snapshot at sequence " + sequence + " can not be stored in " + folder, e);
        }
    }

    @Override
    public Optional<Stored> newest() {
        try {
            for (Path file : newestFirst()) {
                Stored stored = read(file);
                if (stored != null) {
                    return Optional.of(stored);
                }
                LOG.warn("Snapshot {} is damaged, an older one is taken", file);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("snapshots in " + folder + " can not be read", e);
        }
    }

    private static Stored read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - TRAILER_BYTES;
        if (length < 0) {
            return null;
        }
        ByteBuffer trailer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean isWhole = trailer.getLong(length + 8) == length
                && trailer.getInt(length + 16) == CheckedFile.crc(bytes, bytes.length - 4);
        return isWhole ? new Stored(trailer.getLong(length), Arrays.copyOf(bytes, length)) : null;
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
