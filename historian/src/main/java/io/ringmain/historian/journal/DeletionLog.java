package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The record of what retention has deleted: {@code DIR/journal/deleted.log}, a line a segment, written before the segment
 * goes. A line ends with the CRC32C of what stands before it.
 */
public final class DeletionLog {
    public static final String FILE = "deleted.log";

    private final Path file;

    DeletionLog(JournalFolder folder) {
        this.file = folder.path().resolve(FILE);
    }

    /**
     * All entries, in order.
     *
     * @throws IOException when a line is damaged; a last one without an end was never finished, and is left out
     */
    public static List<DeletedSegment> read(Path dataFolder) throws IOException {
        return new DeletionLog(new JournalFolder(dataFolder)).entries();
    }

    List<DeletedSegment> entries() throws IOException {
        List<DeletedSegment> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            entries.add(parse(text.substring(at, end)));
            at = end + 1;
        }
        return entries;
    }

    private DeletedSegment parse(String line) throws IOException {
        int space = line.lastIndexOf(' ');
        try {
            if (space > 0 && line.substring(space + 1).equals(crc(line.substring(0, space)))) {
                return DeletedSegment.parse(line.substring(0, space));
            }
        } catch (NumberFormatException e) {
            throw new IOException(file + ": '" + line + "' is no entry", e);
        }
        throw new IOException(file + ": the checksum of '" + line + "' is wrong");
    }

    /** Adds entries, durably; those that are there already are left out. */
    void append(List<DeletedSegment> more) throws IOException {
        List<DeletedSegment> present = entries();
        StringBuilder text = new StringBuilder();
        long length = 0;
        for (DeletedSegment entry : present) {
            length += whole(entry).length();
        }
        for (DeletedSegment entry : more) {
            if (present.stream().noneMatch(entry::isSame)) {
                text.append(whole(entry));
            }
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.truncate(length); // what a loss of power has left of a line
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                length += channel.write(bytes, length);
            }
            channel.force(true);
        }
        CheckedFile.forceFolder(file.getParent());
    }

    private static String whole(DeletedSegment entry) {
        String line = entry.line();
        return line + " " + crc(line) + "\n";
    }

    private static String crc(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Integer.toHexString(CheckedFile.crc(bytes, bytes.length));
    }
}
