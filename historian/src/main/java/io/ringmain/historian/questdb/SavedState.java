package io.ringmain.historian.questdb;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of one kind that belong to places in the journal: {@code questdb-samples-<sequence>.<kind>}, the bytes behind their
 * CRC32C.
 *
 * <p>Thread: the projection's.
 */
final class SavedState {
    private final Path folder;
    private final String kind;
    private final Pattern names;

    SavedState(Path folder, String kind) {
        this.folder = folder;
        this.kind = kind;
        this.names = Pattern.compile("questdb-samples-\\d+\\." + kind);
    }

    void write(long sequence, byte[] bytes) throws IOException {
        ByteBuffer crc = ByteBuffer.allocate(Integer.BYTES).putInt(0, CheckedFile.crc(bytes, bytes.length));
        CheckedFile.write(file(sequence), crc, ByteBuffer.wrap(bytes));
    }

    /** @throws IOException when it is not there or not as it was written */
    byte[] read(long sequence) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(file(sequence)));
        if (file.remaining() < Integer.BYTES) {
            throw new IOException(file(sequence) + " is damaged: it ends early");
        }
        int crc = file.getInt();
        byte[] bytes = new byte[file.remaining()];
        file.get(bytes);
        if (crc != CheckedFile.crc(bytes, bytes.length)) {
            throw new IOException(file(sequence) + " is damaged: its checksum is wrong");
        }
        return bytes;
    }

    /** Deletes those of all other places. */
    void keep(Long... sequences) throws IOException {
        List<Path> kept = Stream.of(sequences).map(this::file).toList();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(
                            path -> names.matcher(path.getFileName().toString()).matches())
                    .filter(path -> !kept.contains(path))
                    .toList()) {
                Files.delete(old);
            }
        }
    }

    private Path file(long sequence) {
        return folder.resolve("questdb-samples-" + sequence + "." + kind);
    }
}
